/**
 * The signature of a token: three HMAC-SHA256 in a row (AccessToken2; see docs/format.md).
 *
 *     issueKey   = HMAC(key: u32 issuedAt, message: certificate text)
 *     signingKey = HMAC(key: u32 salt,     message: issueKey)
 *     signature  = HMAC(key: signingKey,   message: signing content)
 */
import { hmacSha256 } from '../crypto/hmac.ts';

/** The key that all tokens of one certificate and one second share. */
export function deriveIssueKey(appCertificate: string, issuedAt: number): Uint8Array {
  return hmacSha256(u32Bytes(issuedAt), asciiBytes(appCertificate));
}

/** The 32 bytes that stand at the front of the payload. */
export function signContent(issueKey: Uint8Array, salt: number, content: Uint8Array): Uint8Array {
  return hmacSha256(hmacSha256(u32Bytes(salt), issueKey), content);
}

function u32Bytes(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
}

/** Certificates have been checked to be hexadecimal digits: the text enters the HMAC, not the bytes it spells. */
function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
