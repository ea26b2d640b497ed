/** Finds the code blocks of a Markdown page, with the directives above them; `snippets.test.ts` documents these. */

export interface Block {
  /** The line of its fence, counted from 1. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
  /** The content of the `<!-- snippet: … -->` above it. */
  readonly directive?: string;
}

export function extractBlocks(page: string): Block[] {
  const lines = page.split('\n');
  const blocks: Block[] = [];
  let directive: string | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const fence = /^(\s*)```(\w*)/.exec(line);
    if (fence !== null) {
      const [, indent = '', language = ''] = fence;
      const end = lines.indexOf(`${indent}\`\`\``, at + 1);
      if (end < 0) throw new Error(`the block in line ${at + 1} has no end`);
      const code = lines.slice(at + 1, end).map((one) => `${one.replace(indent, '')}\n`);
      blocks.push({ line: at + 1, language, code: code.join(''), ...(directive !== undefined && { directive }) });
      at = end;
      directive = undefined;
    } else if (/^\s*<!-- snippet:/.test(line)) {
      const end = lines.findIndex((one, index) => index >= at && one.includes('-->'));
      if (end < 0) throw new Error(`the comment in line ${at + 1} has no end`);
      const comment = lines.slice(at, end + 1).join('\n');
      directive = comment.slice(comment.indexOf('snippet:') + 'snippet:'.length, comment.indexOf('-->')).trim();
      at = end;
    } else if (line.trim() !== '') {
      if (directive !== undefined) throw new Error(`the comment above line ${at + 1} is not followed by a block`);
    }
  }
  return blocks;
}

/** The blocks of the `@example` tags in a source file. */
export function extractExamples(source: string): Block[] {
  return [...source.matchAll(/\/\*\*.*?\*\//gs)].flatMap(({ 0: comment, index }) => {
    const at = comment.indexOf('@example');
    if (at < 0) return [];
    const before = source.slice(0, index + at).split('\n').length - 1;
    const text = comment.slice(at).replaceAll(/^[ \t]*\*(\/| ?)/gm, '');
    return extractBlocks(text).map((block) => ({ ...block, line: block.line + before }));
  });
}
