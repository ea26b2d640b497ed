/** Combines the blocks of a page into programs, each with its expected output. */
import type { Block } from './extract.ts';

export interface Program {
  /** `docs/rest.md:12`. */
  readonly name: string;
  readonly language: 'ts' | 'js' | 'sh';
  readonly code: string;
  /** Its expected output, if the page has one. */
  readonly output?: string;
}

const RUNNABLE: readonly string[] = ['ts', 'js', 'sh'];

export function programsOf(file: string, blocks: readonly Block[]): Program[] {
  const programs: Program[] = [];
  for (const block of blocks) {
    const name = `${file}:${block.line}`;
    const [word = '', ...rest] = (block.directive ?? '').split(/\s+/);
    if (word === 'skip') {
      if (rest.length === 0) throw new Error(`${name}: say why it is skipped`);
    } else if (word === 'output') {
      amendLast(programs, name, () => ({ output: block.code }));
    } else if (!RUNNABLE.includes(block.language)) {
      if (word !== '') throw new Error(`${name}: ${word} is for blocks of ts, js or sh`);
    } else if (word === 'continue') {
      amendLast(programs, name, (last) => ({ code: `${last.code}\n${block.code}` }));
    } else if (word === '' || word === 'with') {
      const hidden = word === 'with' ? `${block.directive?.slice('with'.length).trim()}\n` : '';
      programs.push({ name, language: block.language as Program['language'], code: hidden + block.code });
    } else {
      throw new Error(`${name}: unknown directive '${word}'`);
    }
  }
  return programs;
}

function amendLast(programs: Program[], name: string, change: (last: Program) => Partial<Program>): void {
  const last = programs.pop();
  if (last === undefined) throw new Error(`${name}: there is no block before it`);
  programs.push({ ...last, ...change(last) });
}
