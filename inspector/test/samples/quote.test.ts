/** A literal means the text that it is made from, to the language itself, and shows every character that is in it. */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goText, javascriptText, pythonText, shellJsonText } from '../../src/build/samples/quote.ts';
import { anyText, awkward } from '../support/texts.ts';

const texts = [...awkward, ...fc.sample(anyText, { seed: 9, numRuns: 500 })];

it.each(awkward)('JavaScript reads %j back', (text) => {
  expect(evaluate(javascriptText(text))).toBe(text);
});

it('JavaScript reads any text back', () => {
  fc.assert(fc.property(anyText, (text) => evaluate(javascriptText(text)) === text));
});

it('JavaScript reads half of a surrogate pair back', () => {
  expect(evaluate(javascriptText('a\ud800b'))).toBe('a\ud800b');
});

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) console.warn('\n!!! python3 is not installed: its literals are NOT tested !!!\n');

it.skipIf(!hasPython)('Python reads all of them back', () => {
  const program = 'import ast, json, sys; print(json.dumps([ast.literal_eval(text) for text in json.load(sys.stdin)]))';
  const { stdout } = spawnSync('python3', ['-c', program], { input: JSON.stringify(texts.map(pythonText)) });
  expect(JSON.parse(String(stdout))).toEqual(texts);
});

it('Go’s grammar has all of them, and they mean the texts', () => {
  expect(texts.map((text) => readGo(goText(text)))).toEqual(texts);
});

it('Go has no half of a surrogate pair', () => {
  expect(readGo(goText('a\ud800b'))).toBe('a\ufffdb');
});

it('a shell hands all of them on as JSON', () => {
  // NUL between them: no argument can have one, and the JSON escapes it.
  const script = texts.map((text) => `printf '%s\\0' '${shellJsonText(text)}'`).join('\n');
  const { stdout } = spawnSync('sh', [], { input: script });
  const read = String(stdout)
    .split('\0')
    .slice(0, -1)
    .map((json) => JSON.parse(json));
  expect(read).toEqual(texts);
});

describe.each([
  ['JavaScript', javascriptText],
  ['Python', pythonText],
  ['Go', goText],
  ['JSON for a shell', shellJsonText],
])('%s', (_, quote) => {
  it('shows what can be seen, and escapes what cannot', () => {
    expect(quote('a $b é 李 😀')).toMatch(/^(['"])a \$b é 李 😀\1$/);
    expect(texts.map(quote).join('')).not.toMatch(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u);
  });
});

it('JSON for a shell has no apostrophe and no two backslashes, which shells read differently', () => {
  expect(texts.map(shellJsonText).join(' ')).not.toMatch(/'|\\\\/);
});

function evaluate(literal: string): unknown {
  return new Function(`'use strict'; return ${literal};`)();
}

/** An interpreted string literal of the Go specification, without the escapes that are not used here. */
function readGo(literal: string): string {
  expect(literal).toMatch(/^"(?:[^"\\\n\p{Cc}\p{Cs}]|\\[nrt"\\]|\\u[0-9a-f]{4}|\\U00[01][0-9a-f]{5})*"$/u);
  return literal.slice(1, -1).replace(/\\(?:u(.{4})|U(.{8})|(.))/gu, (_, short, long, named) => {
    if (named !== undefined) return { n: '\n', r: '\r', t: '\t' }[named as string] ?? named;
    const point = Number.parseInt(short ?? long, 16);
    expect(point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff), 'Go refuses such a point').toBe(false);
    return String.fromCodePoint(point);
  });
}
