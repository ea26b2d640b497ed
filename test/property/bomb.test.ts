/**
 * A zip bomb of 1 GiB in a string of 1.4 MB is refused without allocating more than the limit. Measured in a separate process
 * with a small heap, because typed arrays are outside the heap and the test runner is large.
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { installedPackage, PACKING_TIMEOUT_MS } from '../support/installed-package.ts';

const MIB = 1_048_576;
const exec = promisify(execFile);

/** A zlib stream of 1 GiB of zeros, from 1,024 copies of one MiB's blocks and an empty last one. */
function bombOf(mebibytes: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(MIB), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const checksum = Buffer.alloc(4);
  // Of n zeros the Adler-32 is 1 and n, modulo 65521.
  checksum.writeUInt16BE((mebibytes * MIB) % 65_521, 0);
  checksum.writeUInt16BE(1, 2);
  return Buffer.concat([
    Buffer.of(0x78, 0xda),
    ...Array.from({ length: mebibytes }, () => block),
    Buffer.of(0x03, 0x00),
    checksum,
  ]);
}

/** Runs the library's readers on the text in the file and prints their results and the memory that they took. */
const PROGRAM = `
import { readFileSync } from 'node:fs';
import { decodeToken, explainToken, verifyToken } from 'accesstoken2';
const token = readFileSync(process.argv[2], 'latin1');
const appCertificate = '0'.repeat(32);
const code = (read) => { try { read(); } catch (error) { return error.code; } };
decodeTokenOfNothing();
const before = process.resourceUsage().maxRSS;
const codes = [
  code(() => decodeToken(token)),
  code(() => verifyToken(token, { appCertificate })),
  ...explainToken(token, { appCertificate }).map(({ code }) => code),
];
console.log(JSON.stringify({ codes, mebibytes: (process.resourceUsage().maxRSS - before) / 1024 }));
function decodeTokenOfNothing() { code(() => decodeToken('007eJwDAAAAAAE=')); }
`;

describe('a bomb of 1 GiB', () => {
  const bomb = `007${bombOf(1024).toString('base64')}`;
  let project: string;

  beforeAll(async () => {
    project = await installedPackage();
  }, PACKING_TIMEOUT_MS);

  it('is a text of 1.4 MB', () => {
    expect(bomb.length / 1e6).toBeCloseTo(1.4, 1);
  });

  it('is refused by every reader, with a heap of 32 MiB and little other memory', async () => {
    const program = join(project, 'bomb.mjs');
    const text = join(inject('runFolder'), 'bomb.txt');
    await writeFile(program, PROGRAM);
    await writeFile(text, bomb);
    const { stdout } = await exec(process.execPath, [
      '--max-old-space-size=32',
      '--max-semi-space-size=1',
      program,
      text,
    ]);
    const { codes, mebibytes } = JSON.parse(stdout);
    expect(codes).toEqual(['ERR_LIMIT', 'ERR_LIMIT', 'too-large']);
    // The stream takes 1 MiB and the output another; memory may not be released between two readers.
    expect(mebibytes).toBeLessThan(32);
  });
});
