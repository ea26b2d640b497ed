/**
 * Base64 (RFC 4648 §4) by the browser's own functions, in the place of the library's, which is many times as fast. What
 * is not canonical is found by the library's `fault.ts`, as there.
 */
import { findBase64Fault } from '../../src/base64/fault.ts';
import { TokenError } from '../../src/errors.ts';

export function encodeBase64(bytes: Uint8Array, start = 0, end: number = bytes.length): string {
  let binary = '';
  for (const byte of bytes.subarray(start, end)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

export function decodedBase64Length(text: string, start = 0): number {
  const length = text.length - start;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return length < 4 ? 0 : (length >>> 2) * 3 - padding;
}

export function decodeBase64Into(text: string, start: number, target: Uint8Array): number {
  const fault = findBase64Fault(text, start);
  if (fault !== undefined) throw new TokenError('ERR_FORMAT', fault.message);
  const binary = atob(text.slice(start));
  for (let i = 0; i < binary.length; i++) target[i] = binary.charCodeAt(i);
  return binary.length;
}

export function decodeBase64(text: string, start = 0): Uint8Array {
  const bytes = new Uint8Array(decodedBase64Length(text, start));
  decodeBase64Into(text, start, bytes);
  return bytes;
}
