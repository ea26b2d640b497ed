/**
 * The signature of a token, a chain of three HMAC-SHA256.
 *
 *     issueKey   = HMAC(key: u32 issuedAt, message: certificate text)
 *     signingKey = HMAC(key: u32 salt,     message: issueKey)
 *     signature  = HMAC(key: signingKey,   message: signing content)
 */
import { wordHmac } from '../crypto/hmac.ts';

/** Keys are eight big-endian words, the form that the hash uses. */
export const KEY_WORDS = 8;

/** Shared by all calls. No user code runs in between. */
const number: Int32Array = /* @__PURE__ */ new Int32Array(1);

/** Derives the key that all tokens of one certificate and one second share, into `key` if given. */
export function deriveIssueKey(
  appCertificate: string,
  issuedAt: number,
  key: Int32Array = new Int32Array(KEY_WORDS),
): Int32Array {
  // The key overwrites the certificate in place, so there is nothing left to wipe.
  setCertificateWords(key, appCertificate);
  wordHmac.words(key, keyFromU32(issuedAt), key);
  return key;
}

/**
 * Writes the signature of `payload[start … end)`, the signing content, to `target[at …]`, which may be the payload itself.
 */
export function signInto(
  target: Uint8Array,
  at: number,
  issueKey: Int32Array,
  salt: number,
  payload: Uint8Array,
  start: number,
  end: number,
): void {
  wordHmac.chainInto(target, at, keyFromU32(salt), issueKey, payload, start, end);
}

/** A u32 as a key. Its four bytes are little-endian, but a word of the hash is big-endian. */
function keyFromU32(value: number): Int32Array {
  number[0] = (value << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24);
  return number;
}

/** The text is a checked certificate, 32 hexadecimal digits. The HMAC takes the digits, not the bytes they encode. */
function setCertificateWords(words: Int32Array, text: string): void {
  for (let i = 0; i < KEY_WORDS; i++) {
    let word = 0;
    for (let at = 4 * i; at < 4 * i + 4; at++) word = (word << 8) | text.charCodeAt(at);
    words[i] = word;
  }
}
