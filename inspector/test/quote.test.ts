/** A literal evaluates to the text it was made from, and is printable ASCII. */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeJson, shellJsonText } from '../src/build/quote.ts';
import { anyText, awkward } from './support/texts.ts';

const texts = [...awkward, ...fc.sample(anyText, { seed: 9, numRuns: 500 })];

it.each(awkward)('JavaScript reads %j back', (text) => {
  expect(evaluate(codeJson(text))).toBe(text);
});

it('JavaScript reads any text back', () => {
  fc.assert(fc.property(anyText, (text) => evaluate(codeJson(text)) === text));
});

it('JavaScript reads a lone surrogate back', () => {
  expect(evaluate(codeJson('a\ud800b'))).toBe('a\ud800b');
});

it('a shell passes all of them on as JSON', () => {
  // NUL separates them: no argument can contain it, and the JSON escapes it.
  const script = texts.map((text) => `printf '%s\\0' '${shellJsonText(text)}'`).join('\n');
  const { stdout } = spawnSync('sh', [], { input: script });
  const read = String(stdout)
    .split('\0')
    .slice(0, -1)
    .map((json) => JSON.parse(json));
  expect(read).toEqual(texts);
});

describe.each([
  ['JavaScript', codeJson],
  ['JSON for a shell', shellJsonText],
])('%s', (_, quote) => {
  it('shows printable ASCII and escapes everything else', () => {
    expect(quote('a $b {c}')).toBe('"a $b {c}"');
    expect(quote('é')).toBe('"\\u00e9"');
    expect(texts.map(quote).join('')).not.toMatch(/[^ -~]/);
  });
});

it('JSON for a shell contains no apostrophe and no two backslashes in a row, which shells read differently', () => {
  expect(texts.map(shellJsonText).join(' ')).not.toMatch(/'|\\\\/);
});

function evaluate(literal: string): unknown {
  return new Function(`'use strict'; return ${literal};`)();
}
