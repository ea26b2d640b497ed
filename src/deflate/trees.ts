/**
 * Huffman codes for deflate: lengths from frequencies, codes from lengths (RFC 1951 §3.2.2).
 * The same frequencies have many optimal trees. This builds zlib's, with its heap, its order of equally frequent nodes (the
 * shallower first, then by position in the heap) and its way to shorten codes that are too long.
 */
import { LITERAL_LENGTH_SYMBOLS, MAX_CODE_LENGTH } from '../zlib.ts';

/** A Huffman code under construction or in use. */
export interface Code {
  /** By symbol; 0 = the symbol has no code. */
  readonly lengths: Uint8Array;
  /** By symbol: the bits of the code, first bit lowest, above four bits of its length. Filled by `assignCodes`. */
  readonly entries: Int32Array;
  /** The highest symbol with a code. */
  maxSymbol: number;
}

export function createCode(symbols: number): Code {
  return { lengths: new Uint8Array(symbols), entries: new Int32Array(symbols), maxSymbol: 0 };
}

/**
 * A node in the heap is one number, so that one comparison orders two of them: frequency (15 bits: a block has at most
 * 16,383 symbols and its end), depth of the tree below it (5 bits: 20 levels need more symbols than that), and the
 * node's index (10 bits), which is not part of the order.
 */
const NODE_BITS = 10;
const NODE_MASK = (1 << NODE_BITS) - 1;
const DEPTH_BITS = 5;
const DEPTH_MASK = ((1 << DEPTH_BITS) - 1) << NODE_BITS;
const FREQUENCY_SHIFT = NODE_BITS + DEPTH_BITS;
const FREQUENCY_MASK = -1 << FREQUENCY_SHIFT;

/** Larger than any node: the second child of a node with only one. */
const NO_CHILD = 0x7fffffff;

const MAX_NODES = 2 * LITERAL_LENGTH_SYMBOLS;

const lengthCounts: Uint16Array = /* @__PURE__ */ new Uint16Array(MAX_CODE_LENGTH + 2);
const nextCodes: Uint16Array = /* @__PURE__ */ new Uint16Array(MAX_CODE_LENGTH + 1);

/**
 * Sets `code.lengths` and `code.maxSymbol` for these frequencies; no length exceeds `maxLength`. Like zlib, adds symbols
 * if fewer than two occur.
 */
export type BuildLengths = (code: Code, frequencies: Uint16Array, maxLength: number) => void;

/** Makes `buildLengths`: a closure over constants, see README.md. */
function createBuildLengths(): BuildLengths {
  /** Scratch, overwritten by every tree. */
  const heap = new Int32Array(LITERAL_LENGTH_SYMBOLS + 3);
  /** The nodes in reverse order of their removal from the heap: the root first, parents before children. */
  const removed = new Int16Array(MAX_NODES + 1);
  const parents = new Int16Array(MAX_NODES + 1);
  const nodeLengths = new Uint8Array(MAX_NODES + 1);
  // Constants of the closure: bundlers turn those of a module into variables, which a loop would read every time.
  const nodeMask = NODE_MASK;
  const depthMask = DEPTH_MASK;
  const frequencyMask = FREQUENCY_MASK;
  const frequencyShift = FREQUENCY_SHIFT;

  /**
   * Moves the node at `start` down until both children are larger. If frequency and depth are equal, the parent stays, and
   * the second child is chosen before the first. The smaller child is selected by sign, since a branch would mispredict.
   */
  function siftDown(start: number, heapLength: number): void {
    const node = heap[start]!;
    let index = start;
    let child = index << 1;
    while (child <= heapLength) {
      child += 1 + (((heap[child]! | nodeMask) - heap[child + 1]!) >> 31);
      const smaller = heap[child]!;
      if (node <= (smaller | nodeMask)) break;
      heap[index] = smaller;
      index = child;
      child <<= 1;
    }
    heap[index] = node;
  }

  /** Sets the lengths to the depths of the leaves, from `root` down. */
  function measureDepths(lengths: Uint8Array, root: number, from: number, symbols: number, maxLength: number): void {
    lengthCounts.fill(0);
    nodeLengths[root] = 0;
    let overflow = 0;
    for (let i = from; i <= MAX_NODES; i++) {
      const node = removed[i]!;
      let length = nodeLengths[parents[node]!]! + 1;
      if (length > maxLength) {
        length = maxLength;
        overflow++;
      }
      nodeLengths[node] = length;
      if (node < symbols) {
        lengths[node] = length;
        lengthCounts[length]!++;
      }
    }
    if (overflow > 0) shortenCodes(lengths, symbols, maxLength, overflow);
  }

  /** Shortens codes that are too long as zlib does: a leaf further up moves down and becomes the sibling of one of them. */
  function shortenCodes(lengths: Uint8Array, symbols: number, maxLength: number, overflow: number): void {
    for (let left = overflow; left > 0; left -= 2) {
      let length = maxLength - 1;
      while (lengthCounts[length] === 0) length--;
      lengthCounts[length]!--;
      lengthCounts[length + 1]! += 2;
      lengthCounts[maxLength]!--;
    }
    // Assign the lengths again, the longest to the leaves that left the heap first.
    let i = MAX_NODES;
    for (let length = maxLength; length > 0; length--) {
      for (let count = lengthCounts[length]!; count > 0; i--) {
        const node = removed[i]!;
        if (node >= symbols) continue;
        lengths[node] = length;
        count--;
      }
    }
  }

  return (code, frequencies, maxLength) => {
    const { lengths } = code;
    const symbols = lengths.length;
    lengths.fill(0);
    let heapLength = 0;
    for (let symbol = 0; symbol < symbols; symbol++) {
      const frequency = frequencies[symbol]!;
      heap[heapLength + 1] = (frequency << frequencyShift) | symbol;
      // Adds 1 if the symbol occurs.
      heapLength += (frequency + 0xffff) >> 16;
    }
    let maxSymbol = heapLength === 0 ? -1 : heap[heapLength]! & nodeMask;
    while (heapLength < 2) {
      const companion = maxSymbol < 2 ? ++maxSymbol : 0;
      heap[++heapLength] = (1 << frequencyShift) | companion;
    }
    code.maxSymbol = maxSymbol;

    heap[heapLength + 1] = NO_CHILD;
    for (let index = heapLength >> 1; index >= 1; index--) siftDown(index, heapLength);

    let removedAt = MAX_NODES;
    let node = symbols;
    do {
      const first = heap[1]!;
      heap[1] = heap[heapLength]!;
      heap[heapLength--] = NO_CHILD;
      siftDown(1, heapLength);
      const second = heap[1]!;
      removed[removedAt--] = first & nodeMask;
      removed[removedAt--] = second & nodeMask;
      parents[first & nodeMask] = node;
      parents[second & nodeMask] = node;
      const frequency = (first & frequencyMask) + (second & frequencyMask);
      const depth = Math.max(first & depthMask, second & depthMask) + (1 << NODE_BITS);
      heap[1] = frequency | depth | node++;
      siftDown(1, heapLength);
    } while (heapLength >= 2);

    measureDepths(lengths, node - 1, removedAt + 1, symbols, maxLength);
  };
}

export const buildLengths: BuildLengths = /* @__PURE__ */ createBuildLengths();

/** The size in bits of symbols with these frequencies in this code, without extra bits. */
export function codedBits(frequencies: Uint16Array, { lengths }: Code): number {
  let bits = 0;
  for (let symbol = 0; symbol < frequencies.length; symbol++) bits += frequencies[symbol]! * lengths[symbol]!;
  return bits;
}

/** Reverses the bits of `code`: DEFLATE packs Huffman codes, unlike all other values, most significant bit first. */
function reverseBits(code: number, length: number): number {
  let bits = ((code & 0x5555) << 1) | ((code >> 1) & 0x5555);
  bits = ((bits & 0x3333) << 2) | ((bits >> 2) & 0x3333);
  bits = ((bits & 0x0f0f) << 4) | ((bits >> 4) & 0x0f0f);
  bits = ((bits & 0x00ff) << 8) | (bits >> 8);
  return bits >> (16 - length);
}

/** Sets `code.entries` from `code.lengths`: the canonical code of RFC 1951 §3.2.2. */
export function assignCodes(code: Code): void {
  const { lengths, entries, maxSymbol } = code;
  lengthCounts.fill(0);
  for (let symbol = 0; symbol <= maxSymbol; symbol++) lengthCounts[lengths[symbol]!]!++;
  lengthCounts[0] = 0;
  for (let length = 1; length <= MAX_CODE_LENGTH; length++) {
    nextCodes[length] = (nextCodes[length - 1]! + lengthCounts[length - 1]!) << 1;
  }
  for (let symbol = 0; symbol <= maxSymbol; symbol++) {
    const length = lengths[symbol]!;
    if (length !== 0) entries[symbol] = (reverseBits(nextCodes[length]!++, length) << 4) | length;
  }
}
