/** A growing buffer to write bytes to, little-endian. */
import { fieldError, UINT16_MAX } from '../checks.ts';
import { TokenError } from '../errors.ts';
import { Path } from '../path.ts';
import { encodeUtf8Into } from './utf8.ts';

/** Enough for nearly every token: one service with a channel, a user and four privileges takes less than 250 bytes. */
const INITIAL_BYTES = 512;

/** The maximum number of UTF-8 bytes for a code unit. */
const BYTES_PER_UNIT = 3;

export class Writer {
  /** The path of the field being written. */
  readonly path: Path = new Path();
  readonly #maxBytes: number;
  #bytes = new Uint8Array(INITIAL_BYTES);
  #length = 0;

  /** Writing more than `maxBytes` in total throws `ERR_INPUT`. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The first `length` bytes have been written. The next write may replace the array with a larger one. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  get length(): number {
    return this.#length;
  }

  /** A view of the bytes written. */
  get written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Discards what was written, but keeps the buffer. */
  reset(): void {
    this.#length = 0;
    this.path.reset();
  }

  u16(value: number): void {
    const at = this.reserve(2);
    this.#bytes[at] = value;
    this.#bytes[at + 1] = value >>> 8;
  }

  u32(value: number): void {
    const at = this.reserve(4);
    this.#bytes[at] = value;
    this.#bytes[at + 1] = value >>> 8;
    this.#bytes[at + 2] = value >>> 16;
    this.#bytes[at + 3] = value >>> 24;
  }

  /** A count of entries, which has 16 bits in the format. */
  count(entries: number): void {
    // A proxy may return anything as its length.
    if (!Number.isInteger(entries) || entries < 0 || entries > UINT16_MAX) {
      throw this.refusal(`has ${String(entries)} entries; the format allows at most 65535`);
    }
    this.u16(entries);
  }

  /** Leaves room for bytes that are not known yet: set them in `bytes` later. */
  skip(length: number): void {
    this.reserve(length);
  }

  /** A u16 length and the UTF-8 bytes of a well-formed string. */
  text(value: string): void {
    const at = this.reserve(2);
    const start = at + 2;
    let end = start + value.length;
    if (value.length <= UINT16_MAX) {
      // Room for the maximum, so that the string need not be measured first.
      this.makeRoom(BYTES_PER_UNIT * value.length);
      end = encodeUtf8Into(value, this.#bytes, start);
      if (end < 0) throw this.refusal('contains a lone surrogate');
    }
    const length = end - start;
    if (length > UINT16_MAX) throw this.refusal('is longer than the 65535 bytes that the format allows');
    this.#bytes[at] = length;
    this.#bytes[at + 1] = length >>> 8;
    this.reserve(length);
  }

  private refusal(what: string): TokenError {
    return fieldError('ERR_INPUT', this.path, what);
  }

  private reserve(length: number): number {
    const at = this.#length;
    if (at + length > this.#maxBytes) {
      throw new TokenError('ERR_INPUT', `the token would be larger than ${this.#maxBytes} bytes before compression`);
    }
    this.makeRoom(length);
    this.#length = at + length;
    return at;
  }

  private makeRoom(length: number): void {
    const needed = this.#length + length;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
