/**
 * A Vite plugin that puts script and style into the HTML file, under a Content-Security-Policy that names their hashes
 * and allows nothing else: no request can leave the page. Writes the same page as a module, for the token server.
 */
import type { Plugin } from 'vite';
import { policyFor } from './policy.ts';

export function oneFile(): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle);
      const html = textOf(files, '.html');
      const script = textOf(files, '.js');
      const style = textOf(files, '.css');
      for (const name of Object.keys(bundle)) delete bundle[name];

      const contentSecurityPolicy = policyFor(script, style);
      const page = packPage(html, script, style, contentSecurityPolicy);
      this.emitFile({ type: 'asset', fileName: 'index.html', source: page });
      this.emitFile({ type: 'asset', fileName: 'page.js', source: pageModule({ page, contentSecurityPolicy }) });
    },
  };
}

/** The text of the only file of a kind; a second one would be a request. */
function textOf(files: readonly BundleFile[], ending: string): string {
  const [file, ...others] = files.filter(({ fileName }) => fileName.endsWith(ending));
  if (file === undefined || others.length > 0) throw new Error(`the page must have exactly one ${ending} file`);
  // The hash is over the text as the browser has it, and neither element may end early.
  const text = file.type === 'chunk' ? file.code : String(file.source);
  if (ending !== '.html' && /<\/(?:script|style)|<!--/i.test(text)) throw new Error(`${ending} would end its element`);
  return text;
}

type BundleFile =
  | { readonly type: 'chunk'; readonly fileName: string; readonly code: string }
  | { readonly type: 'asset'; readonly fileName: string; readonly source: string | Uint8Array };

/** Takes the elements away that load files, and puts the files in. */
export function packPage(html: string, script: string, style: string, policy: string): string {
  const page = html
    .replace(/\s*<script\b[^>]*\bsrc=[^>]*><\/script>/g, '')
    .replace(/\s*<link\b[^>]*\brel="stylesheet"[^>]*>/g, '')
    .replace(/\n\s*/g, '\n');
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  // Functions, since `$&` in a replacement text has a meaning of its own, and scripts have it.
  return page
    .replace('<meta charset="utf-8">', (charset) => `${charset}\n${head}`)
    .replace('</head>', (end) => `<style>${style}</style>\n<script type="module">${script}</script>\n${end}`);
}

function pageModule(exported: Readonly<Record<string, string>>): string {
  return Object.entries(exported)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
    .join('');
}
