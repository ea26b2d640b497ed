/**
 * A growing buffer for bytes to be sent. Little-endian. Knows bytes, not tokens.
 */
import { TokenError } from '../errors.ts';
import { UINT16_MAX } from './checks.ts';
import { encodeUtf8Into, utf8Length } from './utf8.ts';

/** Enough for nearly every token: one service with a channel, a user and four privileges takes under 250 bytes. */
const INITIAL_BYTES = 512;

export class Writer {
  readonly #maxBytes: number;
  #bytes = new Uint8Array(INITIAL_BYTES);
  #length = 0;

  /** More than `maxBytes` in all is an `ERR_INPUT`. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** What has been written, as a view that the next `reset` gives up. */
  get written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Empties the writer; it keeps its buffer. */
  reset(): void {
    this.#length = 0;
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
  count(entries: number, field: string): void {
    if (entries > UINT16_MAX) {
      throw new TokenError('ERR_INPUT', `${field} has ${entries} entries; the format holds at most 65535`, { field });
    }
    this.u16(entries);
  }

  /** Leaves room for bytes that are known only later: set them in `written`. */
  skip(length: number): void {
    this.#reserve(length);
  }

  /** A u16 length and the UTF-8 bytes of a well-formed text. */
  text(value: string, field: string): void {
    const length = utf8Length(value);
    if (length < 0) throw new TokenError('ERR_INPUT', `${field} holds half of a surrogate pair`, { field });
    if (length > UINT16_MAX) {
      throw new TokenError('ERR_INPUT', `${field} is ${length} bytes long; the format holds at most 65535`, { field });
    }
    this.u16(length);
    const at = this.#reserve(length);
    encodeUtf8Into(value, this.#bytes, at);
  }

  #reserve(length: number): number {
    const at = this.#length;
    const needed = at + length;
    if (needed > this.#bytes.length) this.#grow(needed);
    this.#length = needed;
    return at;
  }

  #grow(needed: number): void {
    if (needed > this.#maxBytes) {
      throw new TokenError('ERR_INPUT', `the token would be larger than ${this.#maxBytes} bytes before compression`);
    }
    // Never past the ceiling, so that whatever would pass it comes here and is refused.
    const grown = new Uint8Array(Math.min(this.#maxBytes, Math.max(needed, this.#bytes.length * 2)));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
