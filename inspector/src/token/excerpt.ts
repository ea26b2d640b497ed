/**
 * Text, bytes and lists from a token, made safe to show. Whoever built the token chose them: they may be huge, invisible
 * or right-to-left, and a token of 1 MiB can contain tens of thousands of items.
 */

/** The beginning of a text, and how many characters or bytes were omitted. */
export interface Excerpt {
  readonly text: string;
  readonly omitted: number;
  /** All of it, unescaped, to be copied. Absent for bytes that are too many for that. */
  readonly full?: string;
}

/** The first items of a list, and how many were omitted. */
export interface Capped<Item> {
  readonly items: readonly Item[];
  readonly omitted: number;
}

const MAX_CHARACTERS = 400;
const MAX_BYTES = 256;

/** Escapes control, format and separator characters and lone surrogates. */
export function excerptText(text: string): Excerpt {
  const characters = Array.from(text.slice(0, 2 * MAX_CHARACTERS)).slice(0, MAX_CHARACTERS);
  const kept = characters.join('');
  return {
    text: kept.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escapeCharacter),
    omitted: text.length - kept.length,
    full: text,
  };
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

export function excerptBytes(bytes: Uint8Array): Excerpt {
  const text = hex(bytes.subarray(0, MAX_BYTES));
  return bytes.length > MAX_BYTES ? { text, omitted: bytes.length - MAX_BYTES } : { text, omitted: 0, full: text };
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Maps the first `max` items. */
export function cap<In, Out>(all: readonly In[], max: number, map: (item: In, index: number) => Out): Capped<Out> {
  return { items: all.slice(0, max).map((item, index) => map(item, index)), omitted: Math.max(0, all.length - max) };
}
