/** The checks between a tag and npm. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { releaseNotes } from '../../scripts/check-release.mjs';
import { root } from '../support/installed-package.ts';

const changelog =
  '# Changelog\n\n## Unreleased\n\n## 1.2.3 (2026-11-24)\n\n- New.\n\n## 1.2.2 (2026-11-01)\n\n- Old.\n';

describe('a tag', () => {
  it('that equals the version is released with its section of the changelog', () => {
    expect(releaseNotes('v1.2.3', '1.2.3', changelog)).toBe('- New.');
    expect(releaseNotes('v1.2.2', '1.2.2', changelog)).toBe('- Old.');
  });

  it('of another version is not released', () => {
    expect(() => releaseNotes('v1.2.4', '1.2.3', changelog)).toThrow('the tag is v1.2.4, but package.json says 1.2.3');
  });

  it('that the changelog does not describe is not released', () => {
    expect(() => releaseNotes('v1.2.4', '1.2.4', changelog)).toThrow('CHANGELOG.md has nothing under "## 1.2.4"');
    expect(() => releaseNotes('v1.2', '1.2', changelog)).toThrow('CHANGELOG.md has nothing under "## 1.2"');
  });

  it.each(['1.2.3 (unreleased)', '1.2.3', '1.2.3 (soon)'])('whose entry has no date is not released: %s', (heading) => {
    expect(() => releaseNotes('v1.2.3', '1.2.3', `# Changelog\n\n## ${heading}\n\n- New.\n`)).toThrow(
      `CHANGELOG.md has the heading "## ${heading}": replace it with "## 1.2.3 (YYYY-MM-DD)"`,
    );
  });
});

const workflows = join(root, '.github/workflows');

describe.each(readdirSync(workflows))('the workflow %s', (name) => {
  const text = readFileSync(join(workflows, name), 'utf8');

  it('pins every action to a commit, and says which version that is', () => {
    const uses = [...text.matchAll(/uses: (.*)/g)].map((match) => match[1] ?? '');
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((one) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(one))).toEqual([]);
  });

  it('has read permission only, unless a job extends it, and uses no secret', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    expect(text).not.toContain('secrets.');
  });
});
