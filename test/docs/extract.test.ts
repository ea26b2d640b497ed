/** The snippet conventions: no block may be skipped silently. */
import { describe, expect, it } from 'vitest';
import { extractBlocks, extractExamples } from './extract.ts';
import { programsOf } from './programs.ts';

const programs = (page: string) => programsOf('page.md', extractBlocks(page));

describe('a page', () => {
  it('has one program for each block of ts, js and sh', () => {
    expect(programs('# Title\n```ts\na();\n```\n```json\n{}\n```\n```sh\nls\n```\n')).toEqual([
      { name: 'page.md:2', language: 'ts', code: 'a();\n' },
      { name: 'page.md:8', language: 'sh', code: 'ls\n' },
    ]);
  });

  it('obeys the directives in its comments', () => {
    const page = [
      '<!-- snippet: with',
      'const a = 1;',
      '-->',
      '```js',
      'b(a);',
      '```',
      'Then:',
      '<!-- snippet: continue -->',
      '',
      '```js',
      'c();',
      '```',
      '<!-- snippet: output -->',
      '```text',
      'done',
      '```',
      '<!-- snippet: skip because it needs a network -->',
      '```sh',
      'curl',
      '```',
    ];
    expect(programs(page.join('\n'))).toEqual([
      { name: 'page.md:4', language: 'js', code: 'const a = 1;\nb(a);\n\nc();\n', output: 'done\n' },
    ]);
  });

  it('removes the indentation of a block in a list', () => {
    expect(extractBlocks('1. Do:\n   ```sh\n   ls\n     -l\n   ```\n')).toEqual([
      { line: 2, language: 'sh', code: 'ls\n  -l\n' },
    ]);
  });

  it.each([
    ['a skip without a reason', '<!-- snippet: skip -->\n```ts\n```', 'say why it is skipped'],
    ['an unknown directive', '<!-- snippet: ignore -->\n```ts\n```', "unknown directive 'ignore'"],
    ['a comment above no block', '<!-- snippet: continue -->\ntext', 'is not followed by a block'],
    ['output before any block', '<!-- snippet: output -->\n```text\n```', 'there is no block before it'],
    ['a block without an end', '```ts\na();', 'has no end'],
  ])('%s is an error', (_, page, message) => {
    expect(() => programs(page)).toThrow(message);
  });
});

it('the examples of a source file are found, with the line of their fence', () => {
  const source = '\n/**\n * Does.\n * @example\n * ```ts\n * a();\n * ```\n */\nexport function a() {}\n/** None. */\n';
  expect(extractExamples(source)).toEqual([{ line: 5, language: 'ts', code: 'a();\n' }]);
});
