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

import { BLOCK_BYTES, block, DIGEST_BYTES, finish, initialise, output } from './sha256.ts';
import { compress } from './sha256-compress.ts';

const inner: Int32Array = /* @__PURE__ */ new Int32Array(8);
const outer: Int32Array = /* @__PURE__ */ new Int32Array(8);

const INNER_PAD = 0x36363636;
const OUTER_PAD = 0x5c5c5c5c;

/** Puts the key, zeros behind it, into the block; a key longer than a block counts as its digest. */
function loadKey(key: Uint8Array): void {
  const length = key.length;
  if (length > BLOCK_BYTES) {
    initialise(inner);
    finish(inner, 0, key, 0, length);
    for (let i = 0; i < 8; i++) block[i] = inner[i]!;
    for (let i = 8; i < 16; i++) block[i] = 0;
    return;
  }
  let used = 0;
  let at = 0;
  for (; length - at >= 4; at += 4) {
    block[used++] = (key[at]! << 24) | (key[at + 1]! << 16) | (key[at + 2]! << 8) | key[at + 3]!;
  }
  if (at < length) {
    let last = 0;
    for (let shift = 24; at < length; at++, shift -= 8) last |= key[at]! << shift;
    block[used++] = last;
  }
  while (used < 16) block[used++] = 0;
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
  // Both padded keys go first: what is in the block afterwards is message, then the digest of the inner hash.
  loadKey(key);
  for (let i = 0; i < 16; i++) block[i] = block[i]! ^ INNER_PAD;
  initialise(inner);
  compress(inner, block);
  for (let i = 0; i < 16; i++) block[i] = block[i]! ^ (INNER_PAD ^ OUTER_PAD);
  initialise(outer);
  compress(outer, block);

  finish(inner, BLOCK_BYTES, message, start, end);

  for (let i = 0; i < 8; i++) {
    block[i] = inner[i]!;
    inner[i] = 0;
  }
  block[8] = 0x80 << 24;
  for (let i = 9; i < 15; i++) block[i] = 0;
  block[15] = (BLOCK_BYTES + DIGEST_BYTES) << 3;
  compress(outer, block);
  for (let i = 0; i < 8; i++) block[i] = 0;
  output(outer, target, at);
}

/** HMAC-SHA256 of `message` under a key of any length: 32 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const tag = new Uint8Array(DIGEST_BYTES);
  hmacSha256Into(tag, 0, key, message, 0, message.length);
  return tag;
}
