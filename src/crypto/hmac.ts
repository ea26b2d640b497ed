/**
 * HMAC (RFC 2104) with SHA-256.
 *
 * `hmacSha256(key, message)` is the plain form. `hmacSha256Into` allocates nothing, which a token's chain of three
 * wants; the target may overlap key and message, since it is written last:
 *
 *     hmacSha256Into(key, 0, issueTs, certificate, 0, 32);     // key1, issueTs: 4 bytes
 *     hmacSha256Into(key, 0, salt, key, 0, 32);                // key2
 *     hmacSha256Into(payload, 2, key, payload, 34, end);       // signature
 *
 * The scratch words hold no key material when a call returns.
 */

import { BLOCK_BYTES, DIGEST_BYTES, finish, output, word } from './sha256.ts';
import { compress, initialise } from './sha256-compress.ts';

const INNER_PAD = 0x36363636;
const OUTER_PAD = 0x5c5c5c5c;

/**
 * The two blocks of the padded key. Between calls they are nothing but pad, so that a call writes the words of its key
 * only: `keyWords` counts the words that are not pad, and it counts before they are written, so that a call which a full
 * stack ends half-way does not spoil the next.
 */
const innerKey: Int32Array = /* @__PURE__ */ new Int32Array(16).fill(INNER_PAD);
const outerKey: Int32Array = /* @__PURE__ */ new Int32Array(16).fill(OUTER_PAD);
let keyWords = 0;

/**
 * The state of the inner hash, and behind it the padding that makes sixteen words of it, for a key block and a digest:
 * 96 bytes, 768 bits. As soon as the inner hash is done, this is the last block of the outer one.
 */
const inner: Int32Array = /* @__PURE__ */ new Int32Array([0, 0, 0, 0, 0, 0, 0, 0, 0x80000000, 0, 0, 0, 0, 0, 0, 768]);
const outer: Int32Array = /* @__PURE__ */ new Int32Array(8);

function setKeyWord(i: number, w: number): void {
  innerKey[i] = INNER_PAD ^ w;
  outerKey[i] = OUTER_PAD ^ w;
}

/** Writes the key into both blocks; a key longer than a block counts as its digest. */
function setKey(key: Uint8Array): void {
  const length = key.length;
  if (length > BLOCK_BYTES) {
    initialise(inner);
    finish(inner, 0, key, 0, length);
    keyWords = 8;
    for (let i = 0; i < 8; i++) setKeyWord(i, inner[i]!);
    return;
  }
  keyWords = (length + 3) >>> 2;
  let at = 0;
  for (; length - at >= 4; at += 4) setKeyWord(at >>> 2, word(key, at));
  if (at < length) {
    let last = 0;
    for (let i = at, shift = 24; i < length; i++, shift -= 8) last |= key[i]! << shift;
    setKeyWord(at >>> 2, last);
  }
}

function clearKey(): void {
  for (let i = 0; i < keyWords; i++) setKeyWord(i, 0);
  keyWords = 0;
}

/** Writes HMAC-SHA256(`key`, `message[start … end)`) to `target[at … at + 32)`. */
export function hmacSha256Into(
  target: Uint8Array,
  at: number,
  key: Uint8Array,
  message: Uint8Array,
  start: number,
  end: number,
): void {
  clearKey();
  setKey(key);
  initialise(inner);
  initialise(outer);
  compress(inner, innerKey);
  finish(inner, BLOCK_BYTES, message, start, end);
  compress(outer, outerKey);
  compress(outer, inner);
  output(outer, target, at);
  // The tag may be the next key, and what it was made from is no one's business.
  clearKey();
  initialise(inner);
  initialise(outer);
}

/** HMAC-SHA256 of `message` under a key of any length: 32 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const tag = new Uint8Array(DIGEST_BYTES);
  hmacSha256Into(tag, 0, key, message, 0, message.length);
  return tag;
}
