/**
 * A growing buffer for bytes to be sent. Little-endian. Knows bytes, not tokens.
 */

import { fieldError, UINT16_MAX } from '../checks.ts';
import { TokenError } from '../errors.ts';
import { Path } from '../path.ts';
import { encodeUtf8Into } from './utf8.ts';

/** Enough for nearly every token: one service with a channel, a user and four privileges takes under 250 bytes. */
const INITIAL_BYTES = 512;

/** The most bytes of UTF-8 that a code unit takes. */
const BYTES_PER_UNIT = 3;

export class Writer {
  /** Where in the value the writer is. */
  readonly path: Path = new Path();
  readonly #maxBytes: number;
  #bytes = new Uint8Array(INITIAL_BYTES);
  #length = 0;

  /** More than `maxBytes` in all is an `ERR_INPUT`. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** What has been written: the first `length` of them. The next write may put another array in their place. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  get length(): number {
    return this.#length;
  }

  /** The same as a view. */
  get written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Empties the writer; it keeps its buffer. */
  reset(): void {
    this.#length = 0;
    this.path.reset();
  }

  u16(value: number): void {
    const at = this.#reserve(2);
    this.#bytes[at] = value;
    this.#bytes[at + 1] = value >>> 8;
  }

  u32(value: number): void {
    const at = this.#reserve(4);
    this.#bytes[at] = value;
    this.#bytes[at + 1] = value >>> 8;
    this.#bytes[at + 2] = value >>> 16;
    this.#bytes[at + 3] = value >>> 24;
  }

  /** A count of entries, which the format keeps in 16 bits. */
  count(entries: number): void {
    if (entries > UINT16_MAX) throw this.#refusal(`has ${entries} entries; the format holds at most 65535`);
    this.u16(entries);
  }

  /** Leaves room for bytes that are known only later: set them in `bytes`. */
  skip(length: number): void {
    this.#reserve(length);
  }

  /** A u16 length and the UTF-8 bytes of a well-formed text. */
  text(value: string): void {
    const at = this.#reserve(2);
    const start = at + 2;
    let end = start + value.length;
    if (value.length <= UINT16_MAX) {
      // Room for the longest that it may be, so that one walk over the text is enough.
      this.#makeRoom(BYTES_PER_UNIT * value.length);
      end = encodeUtf8Into(value, this.#bytes, start);
      if (end < 0) throw this.#refusal('holds half of a surrogate pair');
    }
    const length = end - start;
    if (length > UINT16_MAX) throw this.#refusal('is longer than the 65535 bytes that the format holds');
    this.#bytes[at] = length;
    this.#bytes[at + 1] = length >>> 8;
    this.#reserve(length);
  }

  #refusal(what: string): TokenError {
    return fieldError('ERR_INPUT', this.path, what);
  }

  #reserve(length: number): number {
    const at = this.#length;
    if (at + length > this.#maxBytes) {
      throw new TokenError('ERR_INPUT', `the token would be larger than ${this.#maxBytes} bytes before compression`);
    }
    this.#makeRoom(length);
    this.#length = at + length;
    return at;
  }

  #makeRoom(length: number): void {
    const needed = this.#length + length;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
