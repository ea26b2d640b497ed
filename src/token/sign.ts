/**
 * The signature of a token: three HMAC-SHA256 in a row (AccessToken2; see docs/format.md).
 *
 *     issueKey   = HMAC(key: u32 issuedAt, message: certificate text)
 *     signingKey = HMAC(key: u32 salt,     message: issueKey)
 *     signature  = HMAC(key: signingKey,   message: signing content)
 */
import { hmacSha256Into } from '../crypto/hmac.ts';
import { SIGNATURE_BYTES } from './limits.ts';

/** Shared by all calls, since a new array costs a fifth of a SHA-256 compression. No user code runs in between. */
const numberBytes: Uint8Array = /* @__PURE__ */ new Uint8Array(4);
/** Wiped at the end of each call. */
const signingKey: Uint8Array = /* @__PURE__ */ new Uint8Array(SIGNATURE_BYTES);

/** The key that all tokens of one certificate and one second share. */
export function deriveIssueKey(appCertificate: string, issuedAt: number): Uint8Array {
  // The key comes to stand where the certificate was: one array, and nothing is left to wipe.
  const key = asciiBytes(appCertificate);
  hmacSha256Into(key, 0, u32Bytes(issuedAt), key, 0, key.length);
  return key;
}

/** Writes the signature of `payload[start …]`, the signing content, to `target[at …]`, which may be the payload itself. */
export function signInto(
  target: Uint8Array,
  at: number,
  issueKey: Uint8Array,
  salt: number,
  payload: Uint8Array,
  start: number,
): void {
  hmacSha256Into(signingKey, 0, u32Bytes(salt), issueKey, 0, issueKey.length);
  hmacSha256Into(target, at, signingKey, payload, start, payload.length);
  signingKey.fill(0);
}

function u32Bytes(value: number): Uint8Array {
  numberBytes[0] = value;
  numberBytes[1] = value >>> 8;
  numberBytes[2] = value >>> 16;
  numberBytes[3] = value >>> 24;
  return numberBytes;
}

/** Certificates have been checked to be 32 hexadecimal digits: the text enters the HMAC, not the bytes it spells. */
function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
