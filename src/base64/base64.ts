/**
 * Base64 (RFC 4648 §4): the standard alphabet with padding, no line breaks, both directions. Decoding takes the canonical
 * form only, with zero bits behind the last byte (§3.5), so that no two texts give the same bytes; what it refuses is
 * looked at again by `fault.ts`, which says why.
 *
 * Encoding turns twelve bits at a time into two characters through a table, into bytes that TextDecoder makes a string
 * of. That is the fastest way to a string: String.fromCharCode, eight characters at a time, takes three times as long for
 * 130 bytes and four times for 60 KB; joining strings of two characters takes four and eight times. Engines without a
 * TextDecoder do the former. The decoder is the UTF-8 one, the same for ASCII, and sooner ready than a latin1 one.
 */
import { TokenError } from '../errors.ts';
import { findBase64Fault } from './fault.ts';

/** The little that is used of two globals, where there are such. */
declare const TextDecoder: undefined | (new () => Decoder);
declare const TextEncoder: undefined | (new () => Encoder);
interface Decoder {
  decode(bytes: Uint8Array): string;
}
interface Encoder {
  encodeInto(text: string, target: Uint8Array): { written: number };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** The code of "=". */
const PAD = 0x3d;

/** Characters in hand at once, a multiple of four, so that padding comes only in the end. */
const CHUNK = 8192;
const characters: Uint8Array = /* @__PURE__ */ new Uint8Array(CHUNK);
let decoder: Decoder | undefined;
let encoder: Encoder | undefined;

/** The same memory, two characters at a time. */
function pairsOf(bytes: Uint8Array): Uint16Array {
  return new Uint16Array(bytes.buffer);
}

/**
 * Makes the function that encodes `bytes[start … end)`, at most a chunk, into `characters` and returns how many they are.
 * A closure over constants, made once: V8 then knows where the arrays are, and need not look in every turn of the loop,
 * which takes a fifth of its time.
 */
function createChunkEncoder(): (bytes: Uint8Array, start: number, end: number) => number {
  const target = characters;
  const targetPairs = pairsOf(target);
  /**
   * The two characters for each 12-bit value, as bytes, and the same as one 16-bit number in the machine's own order;
   * zero until first asked for. Filling all 4,096 beforehand takes longer than making a hundred tokens.
   */
  const pairBytes = new Uint8Array(8192);
  const pairs = pairsOf(pairBytes);

  function fillPair(value: number): number {
    pairBytes[2 * value] = ALPHABET.charCodeAt(value >>> 6);
    pairBytes[2 * value + 1] = ALPHABET.charCodeAt(value & 63);
    return pairs[value]!;
  }

  function pair(value: number): number {
    return pairs[value]! || fillPair(value);
  }

  return (bytes, start, end) => {
    let at = start;
    let to = 0;
    // Two groups of three bytes at once: a sixth faster than one.
    for (; end - at >= 6; at += 6, to += 4) {
      const first = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
      const second = (bytes[at + 3]! << 16) | (bytes[at + 4]! << 8) | bytes[at + 5]!;
      targetPairs[to] = pair(first >>> 12);
      targetPairs[to + 1] = pair(first & 0xfff);
      targetPairs[to + 2] = pair(second >>> 12);
      targetPairs[to + 3] = pair(second & 0xfff);
    }
    for (; end - at >= 3; at += 3, to += 2) {
      const group = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
      targetPairs[to] = pair(group >>> 12);
      targetPairs[to + 1] = pair(group & 0xfff);
    }
    to *= 2;
    if (at < end) {
      const two = at + 1 < end;
      const group = (bytes[at]! << 16) | (two ? bytes[at + 1]! << 8 : 0);
      target[to++] = ALPHABET.charCodeAt(group >>> 18);
      target[to++] = ALPHABET.charCodeAt((group >>> 12) & 63);
      target[to++] = two ? ALPHABET.charCodeAt((group >>> 6) & 63) : PAD;
      target[to++] = PAD;
    }
    return to;
  };
}

const encodeChunk: (bytes: Uint8Array, start: number, end: number) => number = /* @__PURE__ */ createChunkEncoder();

/** The views that short texts are decoded from, by a quarter of their length: making one takes as long as the decoding. */
const views: Uint8Array[] = [];
const MAX_KEPT_VIEW = 1024;

function viewOfCharacters(length: number): Uint8Array {
  if (length > MAX_KEPT_VIEW) return characters.subarray(0, length);
  views[length >>> 2] ??= characters.subarray(0, length);
  return views[length >>> 2]!;
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
  for (let at = start; at < end; at += (CHUNK / 4) * 3) {
    const length = encodeChunk(bytes, at, Math.min(at + (CHUNK / 4) * 3, end));
    text += decoder ? decoder.decode(viewOfCharacters(length)) : joinCharacters(length);
  }
  return text;
}

/** The value of each character code, NOT_A_DIGIT for those that have none; all zero until first used. */
const values: Uint8Array = /* @__PURE__ */ new Uint8Array(256);
const NOT_A_DIGIT = 64;

function prepareDecoding(): void {
  values.fill(NOT_A_DIGIT);
  for (let i = 0; i < 64; i++) values[ALPHABET.charCodeAt(i)] = i;
  if (typeof TextEncoder === 'function') encoder = new TextEncoder();
}

/** The value of the character at `text[index]`, or NOT_A_DIGIT. */
function valueAt(text: string, index: number): number {
  return values[text.charCodeAt(index)] ?? NOT_A_DIGIT;
}

/** How many bytes that many digits stand for. */
function bytesOf(digits: number): number {
  return (digits >>> 2) * 3;
}

/** How many padding characters the text ends in: 0, 1 or 2. */
function paddingOf(text: string): number {
  const end = text.length;
  if (text.charCodeAt(end - 1) !== PAD) return 0;
  return text.charCodeAt(end - 2) === PAD ? 2 : 1;
}

/** How many bytes the base64 in `text`, from index `start` on, stands for if it is canonical. */
export function decodedBase64Length(text: string, start = 0): number {
  const length = text.length - start;
  return length < 4 ? 0 : bytesOf(length) - paddingOf(text);
}

/** Puts a text of at most a chunk into `characters`; false if it is not ASCII. */
function readChunk(text: string): boolean {
  // Decoding a text as long as a token takes a sixth less time this way than through charCodeAt, and two fifths less if
  // the text was cut out of another, such as a header.
  if (encoder !== undefined) return encoder.encodeInto(text, characters).written === text.length;
  let units = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    characters[i] = unit;
    units |= unit;
  }
  return units < 0x80;
}

/** Decodes the groups of four in `characters[start … end)` to `target[at …]`; false if one is not a digit. */
function decodeChunk(start: number, end: number, target: Uint8Array, at: number): boolean {
  // Bundlers turn the constants of a module into variables; reading those in the loop takes a fifth longer.
  const c = characters;
  const v = values;
  let digits = 0; // all of them ORed: NOT_A_DIGIT is set if one is none
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
 * Decodes `text` from index `start` on into `target`, which has to have room for `decodedBase64Length(text, start)`
 * bytes, and returns how many it wrote. Throws `ERR_FORMAT` for all but canonical base64; part of the target may be
 * written by then. For short texts this takes half the time of `decodeBase64`, whose new array costs as much as the rest.
 */
export function decodeBase64Into(text: string, start: number, target: Uint8Array): number {
  if (values[0] === 0) prepareDecoding();
  const end = text.length;
  const padding = end - start < 4 ? 0 : paddingOf(text);
  const whole = padding === 0 ? end : end - 4;
  let canonical = (end - start) % 4 === 0;
  for (let at = start; canonical && at < whole; at += CHUNK) {
    // A text that fits is read as it is, prefix and all; only a longer one is cut.
    const fits = end <= CHUNK;
    const chunk = fits ? text : text.slice(at, Math.min(at + CHUNK, whole));
    canonical =
      readChunk(chunk) && decodeChunk(fits ? at : 0, fits ? whole : chunk.length, target, bytesOf(at - start));
  }
  let to = bytesOf(whole - start);
  if (padding > 0) {
    const v0 = valueAt(text, whole);
    const v1 = valueAt(text, whole + 1);
    const v2 = padding === 1 ? valueAt(text, whole + 2) : 0;
    const slack = padding === 1 ? v2 & 3 : v1 & 15;
    canonical &&= ((v0 | v1 | v2) & NOT_A_DIGIT) === 0 && slack === 0;
    target[to++] = (v0 << 2) | (v1 >>> 4);
    if (padding === 1) target[to++] = (v1 << 4) | (v2 >>> 2);
  }
  if (!canonical) throw refusal(text, start);
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
