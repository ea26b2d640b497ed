import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('sha256-compress.ts is what scripts/generate-sha256.mjs writes', () => {
  const script = fileURLToPath(new URL('../../../scripts/generate-sha256.mjs', import.meta.url));
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
});
