/**
 * Base64 (RFC 4648 §4), both directions: the standard alphabet with padding, no line breaks. The decoder accepts only the
 * canonical form, whose unused bits are zero (§3.5), so that no two strings decode to the same bytes. It has one error for
 * all invalid strings: `explainToken` gives the details.
 *
 * The encoder looks up two characters for each 12 bits and stores them as bytes, which TextDecoder turns into a string.
 * String.fromCharCode, eight characters at a time, takes three times as long for 130 bytes and four times for 60 KB; it is
 * the fallback for engines without TextDecoder. For ASCII, UTF-8 and latin1 decoders give the same result; the first use
 * of a UTF-8 decoder costs less.
 */
import { TokenError } from '../errors.ts';

/** The parts of two globals that this file uses; not every engine has them. */
declare const TextDecoder: undefined | (new () => Decoder);
declare const TextEncoder: undefined | (new () => Encoder);
interface Decoder {
  decode(bytes: Uint8Array): string;
}
interface Encoder {
  encodeInto(text: string, target: Uint8Array): { written: number };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** The codes of "=" and of "A", the digit 0. */
const PAD = 0x3d;
const ZERO_DIGIT = 0x41;

/** Characters processed at a time: a multiple of four, so that only the last chunk has padding. */
const CHUNK = 8192;
const characters: Uint8Array = /* @__PURE__ */ new Uint8Array(CHUNK);
let decoder: Decoder | undefined;
let encoder: Encoder | undefined;

/**
 * Makes the function that encodes `bytes[start … end)`, at most a chunk, into `characters` and returns the number of
 * characters. A closure over constants, made once: V8 compiles the arrays' addresses into the code, which saves a fifth of
 * the loop's time.
 */
function createChunkEncoder(): (bytes: Uint8Array, start: number, end: number) => number {
  const target = characters;
  const targetPairs = new Uint16Array(target.buffer);
  /**
   * The two characters for each 12-bit value, as bytes and as one 16-bit number in the machine's byte order. Filled on
   * first use, zero before: filling all 4,096 up front takes longer than building a hundred tokens.
   */
  const pairBytes = new Uint8Array(8192);
  const pairs = new Uint16Array(pairBytes.buffer);

  function pairOf(value: number): number {
    return pairs[value]! || fillPair(value);
  }

  function fillPair(value: number): number {
    pairBytes[2 * value] = ALPHABET.charCodeAt(value >>> 6);
    pairBytes[2 * value + 1] = ALPHABET.charCodeAt(value & 63);
    return pairs[value]!;
  }

  return (bytes, start, end) => {
    let to = 0;
    let at = start;
    for (; end - at >= 3; at += 3) {
      const group = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
      targetPairs[to++] = pairOf(group >>> 12);
      targetPairs[to++] = pairOf(group & 0xfff);
    }
    const left = end - at;
    if (left > 0) {
      const group = (bytes[at]! << 16) | (left > 1 ? bytes[at + 1]! << 8 : 0);
      targetPairs[to++] = pairOf(group >>> 12);
      targetPairs[to++] = pairOf(group & 0xfff);
      target[2 * to - 1] = PAD;
      if (left === 1) target[2 * to - 2] = PAD;
    }
    return 2 * to;
  };
}

const encodeChunk: (bytes: Uint8Array, start: number, end: number) => number = /* @__PURE__ */ createChunkEncoder();

/** The first `length`, a multiple of four, of `characters` as a string, in plain ECMAScript. */
function joinCharacters(length: number): string {
  const c = characters;
  let text = '';
  for (let i = 0; i < length; i += 4) text += String.fromCharCode(c[i]!, c[i + 1]!, c[i + 2]!, c[i + 3]!);
  return text;
}

/** The base64 of `bytes[start … end)`, by default of all of them. */
export function encodeBase64(bytes: Uint8Array, start = 0, end: number = bytes.length): string {
  if (decoder === undefined && typeof TextDecoder === 'function') decoder = new TextDecoder();
  let text = '';
  for (let at = start; at < end; at += (CHUNK / 4) * 3) {
    const length = encodeChunk(bytes, at, Math.min(at + (CHUNK / 4) * 3, end));
    text += decoder ? decoder.decode(characters.subarray(0, length)) : joinCharacters(length);
  }
  return text;
}

/** The value of each character code, or NOT_A_DIGIT; all zero until first used. */
const values: Uint8Array = /* @__PURE__ */ new Uint8Array(256);
const NOT_A_DIGIT = 64;

function prepareDecoding(): void {
  values.fill(NOT_A_DIGIT);
  for (let i = 0; i < 64; i++) values[ALPHABET.charCodeAt(i)] = i;
  if (typeof TextEncoder === 'function') encoder = new TextEncoder();
}

/** The number of padding characters at the end of the text: 0, 1 or 2. */
function paddingOf(text: string): number {
  const end = text.length;
  if (text.charCodeAt(end - 1) !== PAD) return 0;
  return text.charCodeAt(end - 2) === PAD ? 2 : 1;
}

/** The number of bytes that the base64 in `text`, from index `start` on, decodes to if it is canonical. */
export function decodedBase64Length(text: string, start = 0): number {
  const length = text.length - start;
  return length < 4 ? 0 : (length >>> 2) * 3 - paddingOf(text);
}

/** Copies a text of at most a chunk to `characters`; returns false if it is not ASCII. */
function readChunk(text: string): boolean {
  // For a token this takes a sixth less time than charCodeAt, and two fifths less if the token was sliced out of another
  // string, such as a header.
  if (encoder !== undefined) return encoder.encodeInto(text, characters).written === text.length;
  let units = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    characters[i] = unit;
    units |= unit;
  }
  return units < 0x80;
}

/** Decodes the groups of four in `characters[start … end)` to `target[at …]`; returns false if one is not a digit. */
function decodeChunk(start: number, end: number, target: Uint8Array, at: number): boolean {
  // Locals, since bundlers turn the constants of a module into variables: reading those takes a fifth longer.
  const c = characters;
  const v = values;
  let digits = 0; // the OR of all values: NOT_A_DIGIT is set if any of them is NOT_A_DIGIT
  let to = at;
  for (let i = start; end - i >= 4; i += 4, to += 3) {
    const v0 = v[c[i]!]!;
    const v1 = v[c[i + 1]!]!;
    const v2 = v[c[i + 2]!]!;
    const v3 = v[c[i + 3]!]!;
    digits |= v0 | v1 | v2 | v3;
    target[to] = (v0 << 2) | (v1 >>> 4);
    target[to + 1] = (v1 << 4) | (v2 >>> 2);
    target[to + 2] = (v2 << 6) | v3;
  }
  return (digits & NOT_A_DIGIT) === 0;
}

/**
 * Decodes `text` from index `start` on into `target`, which must have room for two bytes more than
 * `decodedBase64Length(text, start)`. Throws `ERR_FORMAT` for anything but canonical base64, possibly after
 * writing to the target. For a token this takes half the time of `decodeBase64`, since allocating an array costs as much
 * as the decoding.
 */
export function decodeBase64Into(text: string, start: number, target: Uint8Array): void {
  if (values[0] === 0) prepareDecoding();
  const end = text.length;
  const padding = paddingOf(text);
  const lastDigit = values[text.charCodeAt(end - padding - 1)]!;
  const unusedBits = lastDigit & ((1 << (2 * padding)) - 1);
  let canonical = (end - start) % 4 === 0 && unusedBits === 0;
  for (let at = start; canonical && at < end; at += CHUNK) {
    // A string that fits into a chunk is read whole, with its prefix; only longer ones are sliced.
    const fits = end <= CHUNK;
    const chunk = fits ? text : text.slice(at, at + CHUNK);
    const { length } = chunk;
    canonical = readChunk(chunk);
    // The last group is decoded like the others, with zeros for its padding.
    if (at + CHUNK >= end) for (let i = 1; i <= padding; i++) characters[length - i] = ZERO_DIGIT;
    canonical &&= decodeChunk(fits ? at : 0, length, target, ((at - start) >>> 2) * 3);
  }
  if (!canonical)
    throw new TokenError('ERR_FORMAT', 'invalid base64: only the standard alphabet with padding is valid');
}

/** The bytes of the base64 in `text`, from index `start` on. Throws `ERR_FORMAT` for anything but canonical base64. */
export function decodeBase64(text: string, start = 0): Uint8Array {
  const length = decodedBase64Length(text, start);
  const bytes = new Uint8Array(length + 2);
  decodeBase64Into(text, start, bytes);
  return bytes.subarray(0, length);
}
