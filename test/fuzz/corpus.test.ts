/** What the fuzzer starts from and what it has kept, run without it: what was once found stays found. */
import { describe, expect, it } from 'vitest';
import { keptInputs, seedInputs } from './corpus.ts';
import { mutate, roller } from './mutate.ts';
import * as subject from './subject.ts';
import { createTargets, kinds } from './targets.ts';

const targets = createTargets(subject);

describe.each(kinds)('as a %s', (kind) => {
  it('every input kept by the fuzzer is read or refused', () => {
    const inputs = keptInputs().filter((input) => input.kind === kind);
    expect(inputs).not.toEqual([]);
    for (const { bytes } of inputs) targets[kind](bytes);
  });

  it('every token of the fixtures is read or refused', () => {
    for (const { bytes } of seedInputs().filter((input) => input.kind === kind)) targets[kind](bytes);
  });
});

describe('the fuzzer', () => {
  it('repeats its mutations for a seed', () => {
    const mutants = (seed: number) => {
      const roll = roller(seed);
      return Array.from({ length: 50 }, () =>
        mutate(Buffer.from('007eJx'), Buffer.from('other'), roll).toString('hex'),
      );
    };
    expect(mutants(1)).toEqual(mutants(1));
    expect(mutants(1)).not.toEqual(mutants(2));
  });

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

  it.each([
    ['inflate makes other bytes than zlib', { inflate: () => new Uint8Array(1) }],
    [
      'inflatePrefix makes other bytes than zlib',
      { inflatePrefix: () => ({ bytes: new Uint8Array(1), blocksEnd: 4, isAligned: true, missing: 0 }) },
    ],
    [
      'inflatePrefix finds another end of the blocks than zlib',
      { inflatePrefix: () => ({ bytes: new Uint8Array(), blocksEnd: 5, isAligned: true, missing: 0 }) },
    ],
  ])('notices if %s', (_what, broken) => {
    const { stream } = createTargets({ ...subject, ...broken } as typeof subject);
    const empty = Buffer.from('789c030000000001', 'hex');
    expect(() => createTargets(subject).stream(empty)).not.toThrow();
    expect(() => stream(empty)).toThrow();
  });
});
