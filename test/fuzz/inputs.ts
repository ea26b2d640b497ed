/**
 * Inputs for the fuzzer, as fast-check arbitraries: tokens of the conformance kit and inputs that an earlier coverage-guided
 * run kept, each changed in a few places, and DEFLATE blocks made by the grammar.
 */
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { golden, hostile, refused } from '../support/conformance-vectors.mjs';
import { seededRandom } from '../unit/deflate/inputs.ts';
import { randomBlocks } from './grammar.ts';
import { type Kind, kinds } from './targets.ts';

export interface Input {
  readonly kind: Kind;
  readonly bytes: Uint8Array;
}

const ZLIB_HEADER_BYTES = 2;
const ZLIB_CHECKSUM_BYTES = 4;
/** Where the signing content starts in a payload. */
const CONTENT_START = 34;
const MAX_INPUT = 4096;

/** Agora's own tokens and the hostile ones, in all their layers. */
export function tokenInputs(): Input[] {
  return [...golden, ...hostile, ...refused].flatMap(({ token }) => layersOf(token));
}

function layersOf(token: string): Input[] {
  const stream = Buffer.from(token.slice(3), 'base64');
  const layers: Input[] = [
    { kind: 'text', bytes: Buffer.from(token, 'latin1') },
    { kind: 'stream', bytes: stream },
    { kind: 'blocks', bytes: stream.subarray(ZLIB_HEADER_BYTES, -ZLIB_CHECKSUM_BYTES) },
  ];
  try {
    const payload = inflateSync(stream, { maxOutputLength: 10_000 });
    // The target signs a payload that starts with the signing content.
    layers.push({ kind: 'payload', bytes: payload }, { kind: 'payload', bytes: payload.subarray(CONTENT_START) });
  } catch {
    // Hostile streams may have no payload.
  }
  return layers;
}

/** Inputs that reached code that these tokens do not reach. */
export function keptInputs(): Input[] {
  const file = new URL('../../fixtures/fuzz-corpus.json', import.meta.url);
  const kept: Readonly<Record<Kind, readonly string[]>> = JSON.parse(readFileSync(file, 'utf8'));
  return kinds.flatMap((kind) => kept[kind].map((hex) => ({ kind, bytes: Buffer.from(hex, 'hex') })));
}

/** Values at which lengths and counts tend to break, as u16 in little-endian order. */
const EDGES = [0, 1, 2, 4, 5, 8, 9, 31, 32, 33, 127, 128, 255, 256, 0x7fff, 0x8000, 0xfffe, 0xffff].map((edge) =>
  Buffer.of(edge, edge >> 8),
);

/** Pieces of text that encodings disagree on. */
const PIECES = [
  '007',
  '=',
  '%2B',
  '%25',
  '\\u002b',
  '\\/',
  '&#x2b;',
  '"',
  ' ',
  '\n',
  '...',
  'eyJ',
  '-',
  '_',
  '\xff',
].map((piece) => Buffer.from(piece, 'latin1'));

/** Replaces the bytes from `at` (a share of the length) on, or flips one bit there. */
interface Edit {
  readonly at: number;
  readonly replace: number;
  readonly insert: Uint8Array | { readonly flip: number };
}

function apply(bytes: Uint8Array, { at, replace, insert }: Edit): Uint8Array {
  const start = Math.floor(at * (bytes.length + 1));
  if (insert instanceof Uint8Array) {
    return Buffer.concat([bytes.subarray(0, start), insert, bytes.subarray(Math.min(bytes.length, start + replace))]);
  }
  const changed = Uint8Array.from(bytes);
  if (start < changed.length) changed[start]! ^= 1 << insert.flip;
  return changed;
}

/** An input of the corpus with one to four edits, some of which splice in a piece of another input. */
export function mutants(): fc.Arbitrary<Input> {
  const corpus = fc.constantFrom(...tokenInputs(), ...keptInputs());
  const piece = fc
    .tuple(corpus, fc.nat(255), fc.integer({ min: 1, max: 24 }))
    .map(([{ bytes }, from, length]) => bytes.subarray(from, from + length));
  const edit: fc.Arbitrary<Edit> = fc.record({
    // The first bytes contain the block type and its codes: half of the edits go there.
    at: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 0.1, noNaN: true })),
    replace: fc.oneof(fc.constantFrom(0, 1, 2), fc.nat(8), fc.constant(MAX_INPUT)),
    insert: fc.oneof(
      fc.record({ flip: fc.nat(7) }),
      fc.uint8Array({ maxLength: 4 }),
      fc.constantFrom<Uint8Array>(...EDGES),
      fc.constantFrom<Uint8Array>(...PIECES),
      piece,
    ),
  });
  return fc
    .tuple(corpus, fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([{ kind, bytes }, edits]) => ({ kind, bytes: edits.reduce(apply, bytes).subarray(0, MAX_INPUT) }));
}

/** DEFLATE blocks with at most one fault. */
export function grammarBlocks(): fc.Arbitrary<Input> {
  return fc.noShrink(fc.nat()).map((seed) => ({ kind: 'blocks', bytes: randomBlocks(seededRandom(seed)) }));
}
