/**
 * Checks that a tag matches the version in package.json and that the changelog has a dated entry for it, as in
 * `## 1.2.3 (2026-11-24)`; exits with 1 if not.
 * `node scripts/check-release.mjs v1.2.3`; `--notes` prints the version's section of the changelog.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** The version's section of the changelog. Throws if the tag must not be released. */
export function releaseNotes(tag, version, changelog) {
  if (tag !== `v${version}`) throw new Error(`the tag is ${tag}, but package.json says ${version}`);
  const part = changelog.split(/^## /m).find((text) => /^\S+/.exec(text)?.[0] === version) ?? '';
  const [heading = '', ...lines] = part.split('\n');
  const notes = lines.join('\n').trim();
  if (notes === '') throw new Error(`CHANGELOG.md has nothing under "## ${version}"`);
  if (!/ \(\d{4}-\d{2}-\d{2}\)$/.test(heading))
    throw new Error(`CHANGELOG.md has the heading "## ${heading}": replace it with "## ${version} (YYYY-MM-DD)"`);
  return notes;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
  try {
    const [tag = '', option] = process.argv.slice(2);
    const notes = releaseNotes(tag, JSON.parse(read('package.json')).version, read('CHANGELOG.md'));
    console.log(option === '--notes' ? notes : `${tag} can be released`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
