/**
 * Base64 (RFC 4648 §4): the standard alphabet with padding, no line breaks, both directions. Decoding takes the canonical
 * form only, with zero bits behind the last byte (§3.5), so that no two texts give the same bytes; what it refuses is
 * looked at again by `fault.ts`, which says why.
 *
 * Encoding turns twelve bits at a time into two characters through a table, into bytes that TextDecoder makes a string
 * of. Of the ways to make the string this is the fastest: String.fromCharCode of 16 characters, joined, takes 2.2 times
 * as long for 130 bytes and 3.5 times for 60 KB; joined strings of two characters take 4.3 and 8 times. Engines without
 * a TextDecoder do the former. The decoder is the UTF-8 one, the same for ASCII: a latin1 one takes ten times as long to
 * set up.
 */
import { TokenError } from '../errors.ts';
import { findBase64Fault } from './fault.ts';

/** The little that is used of the global, where there is one. */
declare const TextDecoder: undefined | (new () => { decode(bytes: Uint8Array): string });

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PAD = '=';

/** Bytes encoded at once; a multiple of three, so that padding comes only in the end. */
const CHUNK_BYTES = 3 * 2048;

/**
 * The two characters for each 12-bit value, as bytes, and the same as one 16-bit number in the machine's own order, zero
 * until first asked for: filling all 4,096 beforehand would cost a process that makes one token a quarter of a
 * millisecond; asking costs a fifth of the time of this loop and no more.
 */
const pairBytes: Uint8Array = /* @__PURE__ */ new Uint8Array(2 * 4096);
const pairs: Uint16Array = /* @__PURE__ */ new Uint16Array(pairBytes.buffer);

const characters: Uint8Array = /* @__PURE__ */ new Uint8Array((CHUNK_BYTES / 3) * 4);
const characterPairs: Uint16Array = /* @__PURE__ */ new Uint16Array(characters.buffer);

let decoder: { decode(bytes: Uint8Array): string } | undefined;

function fillPair(value: number): number {
  pairBytes[2 * value] = ALPHABET.charCodeAt(value >>> 6);
  pairBytes[2 * value + 1] = ALPHABET.charCodeAt(value & 63);
  return pairs[value]!;
}

/** Encodes `bytes[start … end)`, at most a chunk, into `characters` and returns how many they are. */
function encodeChunk(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  let to = 0;
  for (; end - at >= 3; at += 3) {
    const a = bytes[at]!;
    const b = bytes[at + 1]!;
    const high = (a << 4) | (b >>> 4);
    const low = ((b & 15) << 8) | bytes[at + 2]!;
    characterPairs[to] = pairs[high]! || fillPair(high);
    characterPairs[to + 1] = pairs[low]! || fillPair(low);
    to += 2;
  }
  to *= 2;
  if (at < end) {
    const a = bytes[at]!;
    const two = at + 1 < end;
    const b = two ? bytes[at + 1]! : 0;
    characters[to++] = ALPHABET.charCodeAt(a >>> 2);
    characters[to++] = ALPHABET.charCodeAt(((a & 3) << 4) | (b >>> 4));
    characters[to++] = two ? ALPHABET.charCodeAt((b & 15) << 2) : PAD.charCodeAt(0);
    characters[to++] = PAD.charCodeAt(0);
  }
  return to;
}

/** The first `length`, a multiple of four, of `characters` as a string, in plain ECMAScript. */
function joinCharacters(length: number): string {
  const c = characters;
  let text = '';
  let i = 0;
  for (; length - i >= 8; i += 8) {
    text += String.fromCharCode(c[i]!, c[i + 1]!, c[i + 2]!, c[i + 3]!, c[i + 4]!, c[i + 5]!, c[i + 6]!, c[i + 7]!);
  }
  if (i < length) text += String.fromCharCode(c[i]!, c[i + 1]!, c[i + 2]!, c[i + 3]!);
  return text;
}

/** The base64 of `bytes[start … end)`, by default of all of them. */
export function encodeBase64(bytes: Uint8Array, start = 0, end: number = bytes.length): string {
  if (decoder === undefined && typeof TextDecoder === 'function') decoder = new TextDecoder();
  let text = '';
  for (let at = start; at < end; at += CHUNK_BYTES) {
    const length = encodeChunk(bytes, at, end - at > CHUNK_BYTES ? at + CHUNK_BYTES : end);
    text += decoder ? decoder.decode(characters.subarray(0, length)) : joinCharacters(length);
  }
  return text;
}

/** The value of each ASCII character, NOT_A_DIGIT for those that have none; all zero until first used. */
const values: Uint8Array = /* @__PURE__ */ new Uint8Array(128);
const NOT_A_DIGIT = 64;

function fillValues(): void {
  values.fill(NOT_A_DIGIT);
  for (let i = 0; i < 64; i++) values[ALPHABET.charCodeAt(i)] = i;
}

/** How many padding characters the text ends in: 0, 1 or 2. */
function paddingOf(text: string): number {
  const end = text.length;
  if (text.charAt(end - 1) !== PAD) return 0;
  return text.charAt(end - 2) === PAD ? 2 : 1;
}

/** How many bytes the base64 in `text`, from index `start` on, stands for if it is canonical. */
export function decodedBase64Length(text: string, start = 0): number {
  const groups = (text.length - start) >>> 2;
  return groups === 0 ? 0 : 3 * groups - paddingOf(text);
}

/**
 * Decodes `text` from index `start` on into `target`, which has to have room for `decodedBase64Length(text, start)`
 * bytes, and returns how many it wrote. Throws `ERR_FORMAT` for all but canonical base64; part of the target may be
 * written by then. For short texts this takes half the time of `decodeBase64`, whose new array costs as much as the rest.
 */
export function decodeBase64Into(text: string, start: number, target: Uint8Array): number {
  if (values[0] === 0) fillValues();
  const end = text.length;
  const padding = end > start ? paddingOf(text) : 0;
  const fullGroupsEnd = padding === 0 ? end : end - 4;
  let characters = 0; // all of them ORed: above 127 if one is not ASCII
  let digits = 0; // all of their values ORed: NOT_A_DIGIT is set if one is not a digit
  let slack = 0; // the bits behind the last byte
  let at = start;
  let to = 0;
  for (; fullGroupsEnd - at >= 4; at += 4) {
    const c0 = text.charCodeAt(at);
    const c1 = text.charCodeAt(at + 1);
    const c2 = text.charCodeAt(at + 2);
    const c3 = text.charCodeAt(at + 3);
    const v0 = values[c0 & 127]!;
    const v1 = values[c1 & 127]!;
    const v2 = values[c2 & 127]!;
    const v3 = values[c3 & 127]!;
    characters |= c0 | c1 | c2 | c3;
    digits |= v0 | v1 | v2 | v3;
    target[to] = (v0 << 2) | (v1 >>> 4);
    target[to + 1] = (v1 << 4) | (v2 >>> 2);
    target[to + 2] = (v2 << 6) | v3;
    to += 3;
  }
  if (padding > 0 && end - at === 4) {
    const c0 = text.charCodeAt(at);
    const c1 = text.charCodeAt(at + 1);
    const c2 = padding === 1 ? text.charCodeAt(at + 2) : 0;
    const v0 = values[c0 & 127]!;
    const v1 = values[c1 & 127]!;
    const v2 = padding === 1 ? values[c2 & 127]! : 0;
    characters |= c0 | c1 | c2;
    digits |= v0 | v1 | v2;
    target[to++] = (v0 << 2) | (v1 >>> 4);
    if (padding === 1) target[to++] = (v1 << 4) | (v2 >>> 2);
    slack = padding === 1 ? v2 & 3 : v1 & 15;
    at = end;
  }
  if (at < end || characters > 127 || (digits & NOT_A_DIGIT) !== 0 || slack !== 0) throw refusal(text, start);
  return to;
}

/** The bytes of the base64 in `text`, from index `start` on. Throws `ERR_FORMAT` for all but canonical base64. */
export function decodeBase64(text: string, start = 0): Uint8Array {
  const bytes = new Uint8Array(decodedBase64Length(text, start));
  decodeBase64Into(text, start, bytes);
  return bytes;
}

function refusal(text: string, start: number): TokenError {
  const fault = findBase64Fault(text, start);
  return new TokenError('ERR_FORMAT', fault?.message ?? 'the text is not canonical base64');
}
