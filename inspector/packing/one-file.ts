/**
 * A Vite plugin that inlines script and style into the HTML file, with a Content-Security-Policy that allows them by their
 * hashes and nothing else: the page cannot send any request. Also writes the page as a module, for the token server.
 */
import type { Plugin } from 'vite';
import { letForConst, longestFunctionFirst } from './compact.ts';
import { policyFor } from './policy.ts';

export function oneFile(): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle);
      const html = textOf(files, '.html');
      const parse = (code: string) => this.parse(code);
      const script = longestFunctionFirst(letForConst(textOf(files, '.js'), parse), parse);
      const style = textOf(files, '.css');
      for (const name of Object.keys(bundle)) delete bundle[name];

      const contentSecurityPolicy = policyFor(script, style);
      const page = packPage(html, script, style, contentSecurityPolicy);
      this.emitFile({ type: 'asset', fileName: 'index.html', source: page });
      this.emitFile({ type: 'asset', fileName: 'page.js', source: pageModule({ page, contentSecurityPolicy }) });
    },
  };
}

/** The text of the only file of a kind. A second file would have to be requested. */
function textOf(files: readonly BundleFile[], ending: string): string {
  const [file, ...others] = files.filter(({ fileName }) => fileName.endsWith(ending));
  if (file === undefined || others.length > 0) throw new Error(`the page must have exactly one ${ending} file`);
  // The text must not close its own element: the browser would hash something else.
  const text = file.type === 'chunk' ? file.code : String(file.source);
  if (ending !== '.html' && /<\/(?:script|style)|<!--/i.test(text)) throw new Error(`${ending} would end its element`);
  return text;
}

type BundleFile =
  | { readonly type: 'chunk'; readonly fileName: string; readonly code: string }
  | { readonly type: 'asset'; readonly fileName: string; readonly source: string | Uint8Array };

/** Replaces the elements that load files by the files. */
export function packPage(html: string, script: string, style: string, policy: string): string {
  const page = html
    .replace(/\s*<script\b[^>]*\bsrc=[^>]*><\/script>/g, '')
    .replace(/\s*<link\b[^>]*\brel="stylesheet"[^>]*>/g, '')
    .replace(/\n\s*/g, '\n');
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  // Functions, because scripts may contain `$&`, which is special in a replacement string.
  return (
    page
      .replace('<meta charset="utf-8">', (charset) => `${charset}\n${head}`)
      // The script runs after the document has been read, so it may come first, which makes the page smaller.
      .replace('</head>', (end) => `<script type="module">${script}</script>\n<style>${style}</style>\n${end}`)
  );
}

function pageModule(exported: Readonly<Record<string, string>>): string {
  return Object.entries(exported)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
    .join('');
}
