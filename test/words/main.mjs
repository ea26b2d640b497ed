/** Checks the spelling of all tracked text files: `npm run check:words`. */
import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const root = here('../..');
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
const files = tracked.filter((name) => /\.(md|[cm]?[jt]s|tsx|py|html)$/.test(name));
const { status } = spawnSync(
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
process.exitCode = status ?? 1;
