/**
 * HMAC (RFC 2104) with SHA-256.
 *
 * `hmacSha256(key, message)` is the plain form. A token's chain of three uses `wordHmac`, which takes the key as the
 * big-endian words that the hash works with, and allocates nothing; through bytes the chain takes a fifth longer:
 *
 *     wordHmac.words(issueKey, issueTs, certificate);                       // issueTs: one word
 *     wordHmac.chainInto(payload, 2, salt, issueKey, payload, 34, end);     // the signature
 *
 * A target may be one of the inputs, since it is written last. The scratch words contain no key material when a call
 * returns.
 */

import { BLOCK_BYTES, copyDigest, createWords, DIGEST_BYTES, finish, output, word } from './sha256.ts';
import { compress, initialise } from './sha256-compress.ts';

const INNER_PAD = 0x36363636;
const OUTER_PAD = 0x5c5c5c5c;
const DIGEST_WORDS = 8;

/** HMAC over keys in words: at most sixteen of them. */
interface WordHmac {
  /** HMAC-SHA256 of the eight words of `message` into the eight words of `tag`. */
  words(tag: Int32Array, key: Int32Array, message: Int32Array): void;
  /** Writes HMAC-SHA256(`key`, `message[start … end)`) to `target[at … at + 32)`. */
  into(target: Uint8Array, at: number, key: Int32Array, message: Uint8Array, start: number, end: number): void;
  /** As `into`, under HMAC-SHA256(`key`, `keyMessage`), which never leaves here: `keyMessage` is eight words. */
  chainInto(
    target: Uint8Array,
    at: number,
    key: Int32Array,
    keyMessage: Int32Array,
    message: Uint8Array,
    start: number,
    end: number,
  ): void;
}

/**
 * Closures over the words that all calls share, so that V8 compiles in their addresses and lengths. Three HMACs in a row
 * take 1.15 times as long as their thirteen compressions, and 1.3 times with variables of the module.
 */
function createWordHmac(): WordHmac {
  /**
   * The two blocks of the padded key. Between calls they are nothing but pad, so that a call writes the words of its key
   * only: `keyWords` counts the words that are not pad, and it counts before they are written, so that a call which a
   * full stack ends half-way does not spoil the next.
   */
  const innerKey = createWords(16).fill(INNER_PAD);
  const outerKey = createWords(16).fill(OUTER_PAD);
  let keyWords = 0;
  /**
   * The states of the two hashes, and behind them the padding that makes sixteen words of a digest which is hashed behind
   * a key block: 96 bytes, 768 bits. So the inner state is the last block of the outer hash as it stands, and the tag in
   * the outer state the last block of another inner hash.
   */
  const inner = createWords(16);
  const outer = createWords(16);
  inner[8] = 0x80000000;
  inner[15] = 768;
  outer.set(inner);

  function clearKey(): void {
    for (let i = 0; i < keyWords; i++) {
      innerKey[i] = INNER_PAD;
      outerKey[i] = OUTER_PAD;
    }
    keyWords = 0;
  }

  /** Takes the key, the first `length` words, into the inner hash. */
  function begin(key: Int32Array, length: number): void {
    if (length < keyWords) clearKey();
    keyWords = length;
    for (let i = 0; i < length; i++) {
      const w = key[i]!;
      innerKey[i] = INNER_PAD ^ w;
      outerKey[i] = OUTER_PAD ^ w;
    }
    initialise(inner);
    compress(inner, innerKey);
  }

  /** Takes the inner hash into the outer one, which is then the tag. */
  function complete(): void {
    initialise(outer);
    compress(outer, outerKey);
    compress(outer, inner);
  }

  /** The states are secret too: the tag may be the next key. */
  function wipe(): void {
    clearKey();
    initialise(inner);
    initialise(outer);
  }

  /** Makes the HMAC of eight words the outer state. */
  function hmacOfWords(key: Int32Array, message: Int32Array): void {
    copyDigest(outer, message);
    begin(key, key.length);
    compress(inner, outer);
    complete();
  }

  /** With the key taken in: the rest, for bytes. */
  function finishInto(target: Uint8Array, at: number, message: Uint8Array, start: number, end: number): void {
    finish(inner, BLOCK_BYTES, message, start, end);
    complete();
    output(outer, target, at);
    wipe();
  }

  return {
    words(tag, key, message) {
      hmacOfWords(key, message);
      copyDigest(tag, outer);
      wipe();
    },
    into(target, at, key, message, start, end) {
      begin(key, key.length);
      finishInto(target, at, message, start, end);
    },
    chainInto(target, at, key, keyMessage, message, start, end) {
      hmacOfWords(key, keyMessage);
      begin(outer, DIGEST_WORDS);
      finishInto(target, at, message, start, end);
    },
  };
}

export const wordHmac: WordHmac = /* @__PURE__ */ createWordHmac();

/** The key as words, completed with zeros; one longer than a block counts as its digest. */
function keyToWords(key: Uint8Array): Int32Array {
  if (key.length > BLOCK_BYTES) {
    const digest = new Int32Array(8);
    initialise(digest);
    finish(digest, 0, key, 0, key.length);
    return digest;
  }
  const words = new Int32Array((key.length + 3) >>> 2);
  const padded = new Uint8Array(BLOCK_BYTES);
  padded.set(key);
  for (let i = 0; i < words.length; i++) words[i] = word(padded, 4 * i);
  return words;
}

/** HMAC-SHA256 of `message` under a key of any length: 32 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const tag = new Uint8Array(DIGEST_BYTES);
  const words = keyToWords(key);
  wordHmac.into(tag, 0, words, message, 0, message.length);
  words.fill(0);
  return tag;
}
