/** Adapters with one fault each: the kit finds every fault, under the right flag, and always terminates. */
import { describe, expect, it } from 'vitest';
import type { Status } from '../src/judge.ts';
import { type Run, type RunOptions, run } from '../src/run.ts';
import { isFailure } from '../src/summary.ts';
import { loadVectors } from '../src/vectors.ts';

/** Every altered bit and every cut would take minutes; a tenth of them finds these faults. */
const vectors = loadVectors().filter(
  ({ flags }, index) => index % 10 === 0 || !flags.some((flag) => /^(Altered|FieldMissing|ManyServices)/.test(flag)),
);

const broken = new URL('support/broken-adapter.mjs', import.meta.url).pathname;
const MIB = 1024 * 1024;

function runWith(fault: string, change: Partial<RunOptions> = {}): Promise<Run> {
  return run(vectors, {
    command: [process.execPath, broken, fault],
    // Longer than any answer takes on a busy machine; faults that hang do so on two vectors, or the run is aborted.
    limits: { caseTime: 10_000, startTime: 60_000, memory: 900 * MIB },
    jobs: 2,
    maxBroken: 40,
    ...change,
  });
}

/** The flags of failing vectors that have only one flag, and all statuses of failures. */
function findings({ cases }: Run): { flags: string[]; statuses: Status[] } {
  const failures = cases.filter(isFailure);
  return {
    flags: [
      ...new Set(failures.filter(({ vector }) => vector.flags.length === 1).flatMap(({ vector }) => vector.flags)),
    ].sort(),
    statuses: [...new Set(failures.map(({ verdict }) => verdict.status))],
  };
}

it('reports no failure without a fault', async () => {
  expect(findings(await runWith('none'))).toEqual({ flags: [], statuses: [] });
});

/** Each fault with exactly the flags that must report it. */
const wrongAnswers: readonly (readonly [fault: string, ...flags: string[]])[] = [
  ['strings-cut-at-255', 'LargePayload', 'LongString', 'StringTooLong'],
  ['length-wraps', 'StringTooLong'],
  ['integers-wrap', 'IntegerRange'],
  ['one-service-per-type', 'LargePayload', 'RepeatedService'],
  ['uid-zero-is-empty', 'ZeroUid'],
  ['role-unsigned', 'Role'],
  ['first-of-duplicates', 'DuplicatePermission', 'DuplicatePrivilege'],
  ['signature-prefix', 'SignatureLength'],
  ['certificate-case', 'CertificateCase'],
  ['no-expiry-check', 'Expired', 'PrivilegeExpired', 'TimeOverflow'],
  ['no-checksum', 'AlteredStream', 'ChecksumMissing', 'ChecksumWrong'],
  ['ignore-trailing-bytes', 'SecondStream', 'TrailingUnsigned'],
  ['ignore-white-space', 'Base64Whitespace'],
  ['accept-url-safe', 'Base64UrlSafe'],
  ['ignore-padding', 'Base64Padding'],
  ['ignore-trailing-bits', 'Base64TrailingBits'],
  ['accept-gzip', 'OtherContainer'],
];

describe('wrong answers', () => {
  it.each(wrongAnswers)('%s', async (fault, ...flags) => {
    const found = findings(await runWith(fault));
    expect(found.statuses).toEqual(['fail']);
    expect(found.flags).toEqual(flags);
  });

  it('big-endian-times fails every vector that builds a token', async () => {
    const { cases } = await runWith('big-endian-times');
    const passed = cases.filter((one) => one.vector.kind === 'build' && one.verdict.stockText !== undefined);
    const readsTheSame = (issuedAt: number) => {
      const bytes = [...Buffer.from(Uint32Array.of(issuedAt).buffer)];
      return bytes.join() === bytes.reverse().join();
    };
    expect(passed.filter(({ vector }) => vector.kind === 'build' && !readsTheSame(vector.input.issuedAt))).toEqual([]);
    expect(findings({ cases } as Run).flags).toContain('Basics');
  });

  it('no-signature-check fails every flag about wrong signatures', async () => {
    const { flags } = findings(await runWith('no-signature-check'));
    expect(flags).toEqual(
      expect.arrayContaining(['WrongCertificate', 'AlteredPayload', 'KeyDerivation', 'CertificateCase']),
    );
  });
});

describe('no answers', () => {
  it.each<readonly [fault: string, status: Status, flags: readonly string[]]>([
    ['hang', 'hung', ['Unicode']],
    ['crash', 'died', ['Version']],
    ['kill-itself', 'died', ['Version']],
    ['two-gibibytes', 'memory', ['LongString']],
    ['debug-output', 'garbage', ['RepeatedService']],
    ['output-without-end', 'garbage', ['RepeatedService']],
    ['wrong-id', 'garbage', ['NoService']],
  ])('%s is %s', async (fault, status, flags) => {
    const limits = { caseTime: fault === 'hang' ? 5_000 : 60_000, startTime: 60_000, memory: 900 * MIB };
    expect(findings(await runWith(fault, { limits }))).toEqual({ flags, statuses: [status] });
  });

  it('dies-at-once and hangs-always abort the run, and vectors not run count as failed', async () => {
    for (const [fault, status] of [
      ['dies-at-once', 'died'],
      ['hangs-always', 'hung'],
    ] as const) {
      const limits = { caseTime: 1_000, startTime: 60_000, memory: 900 * MIB };
      const { cases } = await runWith(fault, { limits, maxBroken: 6 });
      expect(cases.filter(({ verdict }) => verdict.status === status).length).toBeLessThanOrEqual(8);
      expect(cases.every(isFailure)).toBe(true);
    }
  });

  it('reports why an adapter could not be started', async () => {
    await expect(
      runWith('none', { command: [process.execPath, '-e', 'throw new Error("no such module")'] }),
    ).rejects.toThrow(/did not describe itself: exit code 1/);
    await expect(runWith('none', { command: ['no-such-program-anywhere'] })).rejects.toThrow(/ENOENT/);
    await expect(runWith('none', { command: [process.execPath, '-e', 'console.log(1)'] })).rejects.toThrow(
      /something other than one answer/,
    );
  });
});
