/**
 * SHA-256 (FIPS 180-4) of whole messages: padding, parsing into words, output. The compression function is in
 * sha256-compress.ts. `hmac.ts` uses the parts.
 */
import { compress, initialise } from './sha256-compress.ts';

/** Bytes of a digest. */
export const DIGEST_BYTES: number = 32;
/** Bytes of a block. */
export const BLOCK_BYTES: number = 64;

/**
 * An array at a fixed address, which V8 compiles into code that uses the array as a constant. V8 may move typed arrays of
 * up to 64 bytes, unless they have their own buffer.
 */
export function createWords(count: number): Int32Array {
  return new Int32Array(new ArrayBuffer(4 * count));
}

/** The big-endian word at `bytes[at]`, §3.1. */
export function word(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

/**
 * Hashes `bytes[start … end)` and the padding (§5.1.1) into `state`, which is then the digest. `before` is the number of
 * bytes, a multiple of 64, already hashed.
 */
export type Finish = (state: Int32Array, before: number, bytes: Uint8Array, start: number, end: number) => void;

/**
 * Makes `finish`, a closure over the words of the current block, which all calls share; no user code runs during a call.
 * They are cleared at the end of each call, since the message may be a key.
 */
function createFinish(): Finish {
  const block = createWords(16);

  return (state, before, bytes, start, end) => {
    let at = start;
    for (; end - at >= BLOCK_BYTES; at += BLOCK_BYTES) {
      for (let i = 0; i < 16; i++) block[i] = word(bytes, at + 4 * i);
      compress(state, block);
    }
    let used = 0;
    for (; end - at >= 4; at += 4) block[used++] = word(bytes, at);
    let last = 0x80;
    let shift = 24;
    for (; at < end; at++, shift -= 8) last = ((last >>> 8) << 16) | (bytes[at]! << 8) | 0x80;
    block[used++] = last << shift;
    if (used > 14) {
      if (used < 16) block[15] = 0;
      compress(state, block);
      used = 0;
    }
    for (let i = used; i < 14; i++) block[i] = 0;
    const length = before + (end - start);
    block[14] = length / 0x20000000; // the length in bits, 64 bits: the high word …
    block[15] = length << 3; // … and the low word
    compress(state, block);
    for (let i = 0; i < used; i++) block[i] = 0;
  };
}

export const finish: Finish = /* @__PURE__ */ createFinish();

/** Copies eight words. Written out, since a loop takes twice as long. */
export function copyDigest(target: Int32Array, words: Int32Array): void {
  target[0] = words[0]!;
  target[1] = words[1]!;
  target[2] = words[2]!;
  target[3] = words[3]!;
  target[4] = words[4]!;
  target[5] = words[5]!;
  target[6] = words[6]!;
  target[7] = words[7]!;
}

/** Writes the digest in `state` to `target[at … at + 32)`. */
export function output(state: Int32Array, target: Uint8Array, at: number): void {
  for (let i = 0, to = at; i < 8; i++, to += 4) {
    const w = state[i]!;
    target[to] = w >>> 24;
    target[to + 1] = w >>> 16;
    target[to + 2] = w >>> 8;
    target[to + 3] = w;
  }
}

/** The SHA-256 digest of `message`: 32 bytes. */
export function sha256(message: Uint8Array): Uint8Array {
  const digest = new Uint8Array(DIGEST_BYTES);
  const state = new Int32Array(8);
  initialise(state);
  finish(state, 0, message, 0, message.length);
  output(state, digest, 0);
  return digest;
}
