/**
 * Text and bytes from a token, made fit to be shown: everything in a token is somebody else's, and may be long,
 * invisible or run from right to left.
 */

/** Part of a text, and how many characters or bytes of it are left out. */
export interface Shown {
  readonly text: string;
  readonly left: number;
}

const LONGEST_SHOWN = 400;
const MOST_BYTES_SHOWN = 256;

/** Control, format and separator characters become escapes, and so do lone surrogates. */
export function showText(text: string): Shown {
  const characters = Array.from(text.slice(0, 2 * LONGEST_SHOWN)).slice(0, LONGEST_SHOWN);
  const shown = characters.join('');
  return { text: shown.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escaped), left: text.length - shown.length };
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

export function showBytes(bytes: Uint8Array): Shown {
  return { text: hex(bytes.subarray(0, MOST_BYTES_SHOWN)), left: Math.max(0, bytes.length - MOST_BYTES_SHOWN) };
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
