/**
 * A cursor over received bytes. Little-endian, and never past the end: every read says first how much it needs.
 * Knows bytes, not tokens.
 */
import { TokenError } from '../errors.ts';
import { decodeUtf8 } from './utf8.ts';

export class Reader {
  readonly #bytes: Uint8Array;
  #position: number;

  constructor(bytes: Uint8Array, position = 0) {
    this.#bytes = bytes;
    this.#position = position;
  }

  /** Bytes not read yet. */
  get remaining(): number {
    return this.#bytes.length - this.#position;
  }

  u16(field: string): number {
    const at = this.#take(2, field);
    return this.#at(at) | (this.#at(at + 1) << 8);
  }

  i16(field: string): number {
    return (this.u16(field) << 16) >> 16;
  }

  u32(field: string): number {
    const at = this.#take(4, field);
    return (this.#at(at) | (this.#at(at + 1) << 8) | (this.#at(at + 2) << 16) | (this.#at(at + 3) << 24)) >>> 0;
  }

  /** A u16 length and that many bytes, as a view: no copy. */
  bytes(field: string): Uint8Array {
    const length = this.u16(field);
    const at = this.#take(length, field);
    return this.#bytes.subarray(at, at + length);
  }

  /** A u16 length and that many bytes of well-formed UTF-8. */
  text(field: string): string {
    const length = this.u16(field);
    const at = this.#take(length, field);
    const text = decodeUtf8(this.#bytes, at, at + length);
    if (text === undefined) throw new TokenError('ERR_FORMAT', `${field} is not well-formed UTF-8`, { field });
    return text;
  }

  /** A u16 count of things that take at least `minBytes` each: refused at once where so many cannot follow. */
  count(minBytes: number, field: string): number {
    const count = this.u16(field);
    if (count * minBytes > this.remaining) {
      throw new TokenError(
        'ERR_FORMAT',
        `${field} announces ${count} entries, but only ${this.remaining} bytes follow`,
        {
          field,
        },
      );
    }
    return count;
  }

  /** All bytes not read yet, as a view; the reader stays where it is. */
  rest(): Uint8Array {
    return this.#bytes.subarray(this.#position);
  }

  #at(index: number): number {
    return this.#bytes[index] as number;
  }

  #take(length: number, field: string): number {
    const at = this.#position;
    if (length > this.#bytes.length - at) {
      throw new TokenError('ERR_FORMAT', `${field} needs ${length} bytes, but only ${this.remaining} follow`, {
        field,
      });
    }
    this.#position = at + length;
    return at;
  }
}
