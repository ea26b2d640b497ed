/** Checks the spelling and the wording of all tracked text files: `npm run check:words`. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPhrases } from './phrases.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const root = here('../..');
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
const files = tracked.filter((name) => /\.(md|[cm]?[jt]s|tsx|py|html)$/.test(name));

const spelling = spawnSync(
  process.execPath,
  [
    here('node_modules/cspell/bin.mjs'),
    'lint',
    '--no-progress',
    '--root',
    root,
    '--config',
    here('cspell.jsonc'),
    '--file-list',
    'stdin',
  ],
  { cwd: root, input: files.join('\n'), stdio: ['pipe', 'inherit', 'inherit'] },
);

/** Symbolic links to files that are checked where they are, and the phrases themselves. */
const isExcepted = (name) => name.startsWith('site/pages/') || name === 'test/words/phrases.mjs';
const findings = files
  .filter((name) => !isExcepted(name))
  .flatMap((name) =>
    findPhrases(readFileSync(join(root, name), 'utf8')).map(
      ({ line, phrase, write }) => `${name}:${line}: "${phrase}": write ${write}`,
    ),
  );
for (const finding of findings) console.error(finding);

process.exitCode = spelling.status === 0 && findings.length === 0 ? 0 : 1;
