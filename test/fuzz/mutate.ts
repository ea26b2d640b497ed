/** Random changes of an input, by a generator that a seed fixes. */

/** A whole number from 0 to `below - 1`. */
export type Roll = (below: number) => number;

/** Mulberry32: 32 bits of state are enough to choose mutations. */
export function roller(seed: number): Roll {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * below);
  };
}

export const MAX_INPUT = 4096;

/** Numbers that lengths and counts go wrong at. */
const EDGES = [0, 1, 2, 4, 5, 8, 9, 31, 32, 33, 127, 128, 255, 256, 0x7fff, 0x8000, 0xfffe, 0xffff];

/** Pieces that texts have trouble with. */
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
  'MDA3',
  '-',
  '_',
  '\xff',
];

function flipBit(bytes: Buffer, at: number, roll: Roll): Buffer {
  const changed = Buffer.from(bytes);
  if (at < changed.length) changed[at]! ^= 1 << roll(8);
  return changed;
}

type Mutation = (bytes: Buffer, roll: Roll, other: Buffer) => Buffer;

const splice = (bytes: Buffer, at: number, removed: number, inserted: Uint8Array) =>
  Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(Math.min(bytes.length, at + removed))]);
const place = (bytes: Buffer, roll: Roll) => roll(bytes.length + 1);
const randomBytes = (count: number, roll: Roll) => Buffer.from(Array.from({ length: count }, () => roll(256)));

const mutations: readonly Mutation[] = [
  (bytes, roll) => flipBit(bytes, place(bytes, roll), roll),
  // Where a block says what type it is, how many codes it has and how long they are.
  (bytes, roll) => flipBit(bytes, roll(16), roll),
  (bytes, roll) => splice(bytes, place(bytes, roll), 1, randomBytes(1, roll)),
  (bytes, roll) => splice(bytes, place(bytes, roll), 0, randomBytes(1 + roll(4), roll)),
  (bytes, roll) => splice(bytes, place(bytes, roll), 1 + roll(8), Buffer.alloc(0)),
  (bytes, roll) => bytes.subarray(0, place(bytes, roll)),
  function setEdge(bytes, roll) {
    const edge = EDGES[roll(EDGES.length)]!;
    return splice(bytes, place(bytes, roll), 2, Buffer.of(edge, edge >> 8));
  },
  function add(bytes, roll) {
    const at = place(bytes, roll);
    const changed = Buffer.from(bytes);
    if (at < changed.length) changed[at]! += roll(2) === 0 ? 1 + roll(16) : -1 - roll(16);
    return changed;
  },
  function repeat(bytes, roll) {
    const at = place(bytes, roll);
    const piece = bytes.subarray(at, at + 1 + roll(16));
    return splice(bytes, at, 0, Buffer.concat(Array.from({ length: 1 + roll(8) }, () => piece)));
  },
  (bytes, roll) => splice(bytes, place(bytes, roll), 0, Buffer.from(PIECES[roll(PIECES.length)]!, 'latin1')),
  (bytes, roll, other) => Buffer.concat([bytes.subarray(0, place(bytes, roll)), other.subarray(place(other, roll))]),
  function transplant(bytes, roll, other) {
    const from = place(other, roll);
    return splice(bytes, place(bytes, roll), roll(8), other.subarray(from, from + 1 + roll(24)));
  },
];

/** One to four changes, one after another. */
export function mutate(input: Uint8Array, other: Uint8Array, roll: Roll): Buffer {
  let bytes = Buffer.from(input);
  for (let left = 1 + roll(4); left > 0; left--) {
    bytes = Buffer.from(mutations[roll(mutations.length)]!(bytes, roll, Buffer.from(other)));
  }
  return bytes.subarray(0, MAX_INPUT);
}
