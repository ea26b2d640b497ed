/**
 * The fuzzer: checks invariants (targets.ts) on the corpus, on mutated inputs and on generated blocks.
 *
 *   npm run fuzz                         twenty seconds for each kind of input, with a new seed
 *   FUZZ_SECONDS=300 npm run fuzz        runs longer
 *   FUZZ_SEED=7 npm run fuzz             repeats a seed, which fast-check prints with a failure
 *
 * As part of `npm test` it runs a fixed number of inputs with a fixed seed.
 */
import { inflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../unit/deflate/inputs.ts';
import { randomBlocks } from './grammar.ts';
import { grammarBlocks, keptInputs, mutants, tokenInputs } from './inputs.ts';
import * as subject from './subject.ts';
import { createTargets, kinds } from './targets.ts';

const targets = createTargets(subject);

const seconds = Number(process.env.FUZZ_SECONDS ?? (process.env.npm_lifecycle_event === 'fuzz' ? 20 : 0));
const chosenSeed = process.env.FUZZ_SEED;
const parameters: fc.Parameters<unknown> =
  seconds > 0
    ? {
        numRuns: Number.MAX_SAFE_INTEGER,
        interruptAfterTimeLimit: seconds * 1000,
        seed: Number(chosenSeed ?? Date.now()),
      }
    : { numRuns: 2000, seed: Number(chosenSeed ?? 1) };

describe('for any input', () => {
  beforeAll(() => {
    // Nearly every input ends in a TokenError, and capturing its stack costs more than everything else.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    return () => {
      Error.stackTraceLimit = limit;
    };
  });

  it.each([
    ['changed inputs of the corpus', mutants()],
    ['DEFLATE blocks with at most one fault', grammarBlocks()],
  ])(
    'the invariants hold: %s',
    (_what, inputs) => {
      fc.assert(
        fc.property(inputs, ({ kind, bytes }) => targets[kind](bytes)),
        parameters as fc.Parameters<[unknown]>,
      );
    },
    120_000 + 1000 * seconds,
  );
});

describe.each(kinds)('as a %s', (kind) => {
  it('every input of the corpus is read or refused', () => {
    const inputs = keptInputs().filter((input) => input.kind === kind);
    expect(inputs).not.toEqual([]);
    for (const { bytes } of inputs) targets[kind](bytes);
  });

  it('every golden and hostile token is read or refused', () => {
    for (const { bytes } of tokenInputs().filter((input) => input.kind === kind)) targets[kind](bytes);
  });
});

describe('the fuzzer', () => {
  it.each([
    ['decodeToken throws something else', { decodeToken: () => JSON.parse('{') }],
    [
      'explainToken throws',
      {
        explainToken: () => {
          throw new subject.TokenError('ERR_FORMAT', '');
        },
      },
    ],
    ['explainToken finds nothing', { explainToken: () => [] }],
    ['verifyToken accepts what decodeToken refuses', { verifyToken: () => ({}) }],
    ['traceToken reads what decodeToken refuses', { traceToken: () => ({ decoded: {} }) }],
  ])('notices if %s', (_what, broken) => {
    const { text } = createTargets({ ...subject, ...broken } as typeof subject);
    expect(() => text(Buffer.from('007eJx'))).toThrow();
  });

  const asIf = (broken: object) => createTargets({ ...subject, ...broken } as typeof subject);
  const prefix = { bytes: new Uint8Array(), blocksEnd: 4, isPaddingZero: true, missing: 4 };

  it.each([
    ['refuses a good stream', { inflate: () => subject.inflate(new Uint8Array(), 0) }],
    ['makes other bytes than zlib', { inflate: () => new Uint8Array(1) }],
  ])('notices if inflate %s', (_what, broken) => {
    const empty = Buffer.from('789c030000000001', 'hex');
    expect(() => targets.stream(empty)).not.toThrow();
    expect(() => asIf(broken).stream(empty)).toThrow();
  });

  it.each([
    ['inflatePrefix makes other bytes than zlib', { inflatePrefix: () => ({ ...prefix, bytes: new Uint8Array(1) }) }],
    ['inflatePrefix finds another end of the blocks', { inflatePrefix: () => ({ ...prefix, blocksEnd: 5 }) }],
    ['inflatePrefix finds no end of the blocks', { inflatePrefix: () => ({ ...prefix, blocksEnd: undefined }) }],
    ['inflatePrefix sees bits that are not there', { inflatePrefix: () => ({ ...prefix, isPaddingZero: false }) }],
    ['inflate accepts bytes after the stream, or a wrong checksum', { inflate: () => new Uint8Array() }],
  ])('notices if %s', (_what, broken) => {
    const empty = Buffer.from('0300', 'hex');
    expect(() => targets.blocks(empty)).not.toThrow();
    expect(() => asIf(broken).blocks(empty)).toThrow();
  });

  it('notices if inflatePrefix reads what zlib refuses', () => {
    const reserved = Buffer.from('0700', 'hex');
    expect(() => targets.blocks(reserved)).not.toThrow();
    expect(() => asIf({ inflatePrefix: () => prefix }).blocks(reserved)).toThrow('read what zlib refuses');
  });

  it('makes valid blocks, and blocks with every fault that zlib reports', () => {
    const random = seededRandom(1);
    const verdicts = new Map<string, number>();
    for (let left = 1000; left > 0; left--) {
      const verdict = verdictOfZlib(randomBlocks(random));
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    }
    expect([...verdicts.keys()].sort()).toEqual([
      'good',
      'invalid bit length repeat',
      'invalid block type',
      'invalid code -- missing end-of-block',
      'invalid code lengths set',
      'invalid distance code',
      'invalid distance too far back',
      'invalid distances set',
      'invalid literal/length code',
      'invalid literal/lengths set',
      'invalid stored block lengths',
      'too many length or distance symbols',
      'unexpected end of file',
    ]);
    for (const count of verdicts.values()) expect(count).toBeGreaterThanOrEqual(10);
  });
});

function verdictOfZlib(blocks: Uint8Array): string {
  try {
    inflateRawSync(blocks);
    return 'good';
  } catch (error) {
    return (error as Error).message;
  }
}
