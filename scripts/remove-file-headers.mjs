/**
 * Removes the comments that open source files from the type declarations in `dist/`: the bundler keeps them, and editors
 * would show them as the documentation of the next declaration. Runs after `npm run build`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const root = new URL('..', import.meta.url);
const filesIn = (folder, pattern) =>
  readdirSync(new URL(folder, root), { recursive: true })
    .filter((name) => pattern.test(name))
    .map((name) => new URL(folder + name, root));

/** A comment directly before a declaration is its documentation. */
const header = /^\/\*\*(?:(?!\*\/).)*\*\/\n(?=\n|import |\/\*\*)/s;
const headers = filesIn('src/', /\.ts$/).flatMap((file) => header.exec(readFileSync(file, 'utf8')) ?? []);

for (const file of filesIn('dist/', /\.d\.c?ts$/)) {
  const types = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    headers.reduce((text, one) => text.replace(one, ''), types),
  );
}
