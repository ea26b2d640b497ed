/**
 * inflate compared with node:zlib: streams of every encoder setting, and damaged streams. Inputs are seeded.
 * Another run: SEED=… npx vitest run test/differential/inflate.test.ts
 */
import { constants, deflateSync, inflateRawSync, inflateSync, type ZlibOptions } from 'node:zlib';
import { Deflate as PakoDeflate, deflate as pakoDeflate } from 'pako';
import { describe, expect, it } from 'vitest';
import { TokenError } from '../../src/errors.ts';
import { inflate } from '../../src/inflate/inflate.ts';
import {
  anyBytes,
  completeLengths,
  mixedBytes,
  type Random,
  seededRandom,
  tokenLikeBytes,
} from '../unit/deflate/inputs.ts';
import { type Piece, packBits, plainHeader, zlibStream } from '../unit/inflate/streams.ts';

const seed = Number(process.env.SEED ?? 20261124);
const CEILING = 1 << 22;

function expectSame(stream: Uint8Array, content: Uint8Array, what: string) {
  let ours: Uint8Array | undefined;
  try {
    ours = inflate(stream, content.length);
  } catch (error) {
    expect.fail(`seed ${seed}, ${what}: ${error}`);
  }
  if (Buffer.compare(ours, content) !== 0) expect.fail(`seed ${seed}, ${what}: different content`);
}

describe('reads what node:zlib writes', () => {
  const { Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED } = constants;

  it('at every level, strategy, window and memLevel', () => {
    const random = seededRandom(seed);
    for (let i = 0; i < 30; i++) {
      const content = i % 15 === 0 ? mixedBytes(random, 70_000) : anyBytes(random);
      for (const level of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
        for (const strategy of [Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED]) {
          const options: ZlibOptions = { level, strategy, windowBits: 9 + random(7), memLevel: 1 + random(9) };
          expectSame(deflateSync(content, options), content, `input ${i} ${JSON.stringify(options)}`);
        }
      }
    }
  });

  it('for 6,000 inputs at the default level', () => {
    const random = seededRandom(seed + 1);
    for (let i = 0; i < 6000; i++) {
      const content = anyBytes(random);
      expectSame(deflateSync(content), content, `input ${i}`);
    }
  });

  it('with flushes of every kind in between', () => {
    const random = seededRandom(seed + 2);
    const { Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_BLOCK } = constants;
    for (let i = 0; i < 300; i++) {
      const deflator = new PakoDeflate();
      const parts = Array.from({ length: random(9) }, () => mixedBytes(random, random(3000)));
      for (const part of parts) {
        const flush = [Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_BLOCK][random(5)]!;
        deflator.push(part, flush as Parameters<typeof deflator.push>[1]);
      }
      deflator.push(new Uint8Array(0), true);
      expectSame(deflator.result as Uint8Array, Buffer.concat(parts), `input ${i}`);
    }
  });
});

/** zlib's verdict on a stream, and how many bytes it consumes. */
function zlibVerdict(stream: Uint8Array): { content: Buffer; consumed: number } | undefined {
  try {
    const { buffer, engine } = inflateSync(stream, { info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { content: buffer, consumed: engine.bytesWritten };
  } catch {
    return undefined;
  }
}

/** Our verdict: the content or the error message. */
function verdict(stream: Uint8Array): Uint8Array | string {
  try {
    return inflate(stream, CEILING);
  } catch (error) {
    expect(error).toBeInstanceOf(TokenError);
    expect((error as TokenError).code).toBe('ERR_FORMAT');
    return (error as TokenError).message;
  }
}

const PADDING = 'the compressed payload has padding bits that are not zero';
const TRAILING = 'extra bytes follow the compressed payload';

/**
 * Requires the same verdict and content as zlib, except for the two cases in which inflate is stricter; returns which.
 * `original` is the content before the damage, which a padding bit does not change.
 */
function judge(stream: Uint8Array, original: Uint8Array, what: string): 'same' | 'padding' | 'trailing' {
  const theirs = zlibVerdict(stream);
  const ours = verdict(stream);
  if (theirs === undefined) {
    if (typeof ours !== 'string') expect.fail(`${what}: accepted, but zlib refuses`);
    return 'same';
  }
  if (theirs.consumed < stream.length) {
    // zlib stops at a valid checksum before the end and ignores the rest.
    expect(ours, what).toBe(TRAILING);
    return 'trailing';
  }
  if (ours === PADDING) {
    expect(Buffer.compare(theirs.content, original), `${what}: not only padding`).toBe(0);
    return 'padding';
  }
  if (typeof ours === 'string') expect.fail(`${what}: ${ours}, but zlib accepts`);
  if (Buffer.compare(ours, theirs.content) !== 0) expect.fail(`${what}: different content from zlib's`);
  return 'same';
}

const samples = (): [name: string, stream: Uint8Array, content: Uint8Array, paddingBits: number][] => {
  const random = seededRandom(seed + 3);
  const token = tokenLikeBytes(random);
  const text = Buffer.from('the quick brown token jumps over the lazy channel and expires at noon '.repeat(6));
  const mixed = mixedBytes(random, 700);
  return [
    ['stored', deflateSync(token, { level: 0 }), token, 5],
    ['fixed', deflateSync(token, { strategy: constants.Z_FIXED }), token, Number.NaN],
    [
      'fixed with matches',
      deflateSync(text.subarray(0, 200), { strategy: constants.Z_FIXED }),
      text.subarray(0, 200),
      Number.NaN,
    ],
    ['dynamic', deflateSync(text), text, Number.NaN],
    ['dynamic without distances', deflateSync(text, { strategy: constants.Z_HUFFMAN_ONLY }), text, Number.NaN],
    ['mixed', pakoDeflate(mixed), mixed, Number.NaN],
    ['empty', deflateSync(''), Buffer.alloc(0), 6],
  ];
};

describe('accepts and refuses damaged streams as zlib does', () => {
  it.each(samples())('%s: every prefix is refused as truncated', (_, stream) => {
    for (let length = 0; length < stream.length; length++) {
      const cut = stream.slice(0, length);
      expect(zlibVerdict(cut)).toBeUndefined();
      expect(verdict(cut), `${length} bytes`).toMatch(/is truncated/);
    }
  });

  it.each(samples())('%s: every flip of one bit', (name, stream, content, paddingBits) => {
    const padding: number[] = [];
    for (let bit = 0; bit < stream.length * 8; bit++) {
      const flipped = Uint8Array.from(stream);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      if (judge(flipped, content, `${name}, bit ${bit}`) === 'padding') padding.push(bit);
    }
    // All exceptions are one run of fewer than eight bits, up to the end of a byte.
    expect(padding.length).toBeLessThan(8);
    if (!Number.isNaN(paddingBits)) expect(padding.length).toBe(paddingBits);
    if (padding.length > 0) {
      expect(padding.at(-1)! & 7).toBe(7);
      expect(padding.at(-1)! - padding[0]!).toBe(padding.length - 1);
      // Before the length of the stored block, or before the checksum.
      expect(padding.at(-1)! >> 3).toBe(name === 'stored' ? 2 : stream.length - 5);
    }
  });

  it('random damage: bytes changed, removed or doubled', () => {
    const random = seededRandom(seed + 4);
    const seen = { same: 0, padding: 0, trailing: 0 };
    for (let i = 0; i < 3000; i++) {
      const content = random(3) > 0 ? mixedBytes(random, random(300)) : tokenLikeBytes(random);
      const stream = [...deflateSync(content, { level: random(10), strategy: random(5) })];
      const at = 2 + random(stream.length - 2);
      const damage = random(3);
      if (damage === 0) stream[at] = random(256);
      else if (damage === 1) stream.splice(at, random(3));
      else stream.push(...stream.slice(0, random(5)));
      const damaged = Uint8Array.from(stream);
      seen[judge(damaged, content, `seed ${seed}, input ${i}, ${Buffer.from(damaged).toString('base64')}`)]++;
    }
    expect(seen.same).toBeGreaterThan(1500);
    expect(seen.trailing).toBeGreaterThan(300);
  });
});

/**
 * Compares blocks without a wrapper with zlib's raw inflate, so that a wrong checksum does not hide anything: accepted
 * blocks must be accepted when wrapped, and refused blocks must be refused before the checksum is checked.
 */
function judgeBlocks(blocks: Uint8Array, what: string): 'accepted' | 'refused' {
  let content: Buffer | undefined;
  let consumed = 0;
  try {
    const result = inflateRawSync(blocks, { info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    content = result.buffer;
    consumed = result.engine.bytesWritten;
  } catch {}
  const ours = verdict(zlibStream(blocks.subarray(0, content === undefined ? blocks.length : consumed), content));
  if (content === undefined) {
    if (typeof ours !== 'string') expect.fail(`${what}: accepted, but zlib refuses`);
    expect(ours, what).not.toMatch(/checksum|follow/);
    return 'refused';
  }
  if (ours !== PADDING) {
    if (typeof ours === 'string') expect.fail(`${what}: ${ours}, but zlib accepts`);
    if (Buffer.compare(ours, content) !== 0) expect.fail(`${what}: different content from zlib's`);
  }
  return 'accepted';
}

/** Code lengths of a complete code for `count` of the symbols below `below`. */
function randomLengths(random: Random, count: number, below: number): Record<number, number> {
  const lengths: Record<number, number> = {};
  for (const leaf of completeLengths(random, count, 15)) {
    let symbol = random(below);
    while (lengths[symbol] !== undefined) symbol = (symbol + 1) % below;
    lengths[symbol] = leaf;
  }
  return lengths;
}

describe('accepts and refuses blocks of random bits as zlib does', () => {
  it('after a dynamic header that is valid or nearly valid', () => {
    const random = seededRandom(seed + 5);
    const seen = { accepted: 0, refused: 0 };
    for (let i = 0; i < 5000; i++) {
      const literals = 257 + random(30);
      const distances = 1 + random(30);
      const literalLengths = randomLengths(random, 1 + random(1 + random(80)), literals);
      const distanceLengths = randomLengths(random, 1 + random(1 + random(distances)), distances);
      if (literalLengths[256] === undefined && random(5) > 0) {
        const [symbol] = Object.keys(literalLengths).map(Number);
        literalLengths[256] = literalLengths[symbol!]!;
        delete literalLengths[symbol!];
      }
      const changed = random(4);
      if (changed === 0) literalLengths[random(literals)] = random(16);
      if (changed === 1) distanceLengths[random(distances)] = random(16);
      const noise: Piece[] = Array.from({ length: 40 }, () => [random(256), 8]);
      const header = plainHeader(literalLengths, distanceLengths, { literals, distances });
      const blocks = packBits([[random(8) > 0 ? 1 : 0, 1], ...header, ...noise]);
      seen[judgeBlocks(blocks, `seed ${seed}, input ${i}, ${Buffer.from(blocks).toString('base64')}`)]++;
    }
    expect(seen.accepted).toBeGreaterThan(300);
    expect(seen.refused).toBeGreaterThan(1000);
  });

  it('in a fixed block, and without any header', () => {
    const random = seededRandom(seed + 6);
    const seen = { accepted: 0, refused: 0 };
    for (let i = 0; i < 4000; i++) {
      const blocks = Uint8Array.from({ length: 1 + random(60) }, () => random(256));
      if (random(2) > 0) blocks[0] = (blocks[0]! & 0xf8) | 3;
      seen[judgeBlocks(blocks, `seed ${seed}, input ${i}, ${Buffer.from(blocks).toString('base64')}`)]++;
    }
    expect(seen.accepted).toBeGreaterThan(40);
    expect(seen.refused).toBeGreaterThan(1000);
  });
});
