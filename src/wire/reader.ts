/**
 * A cursor over received bytes, little-endian. Every read is checked against the remaining bytes.
 */

import { fieldError } from '../checks.ts';
import type { TokenError } from '../errors.ts';
import { Path } from '../path.ts';
import { decodeUtf8, isAsciiOf } from './utf8.ts';

export class Reader {
  /** The path of the field being read. */
  readonly path: Path = new Path();
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #position = 0;

  /** Reads the first `length` of the bytes. */
  constructor(bytes: Uint8Array, length: number = bytes.length) {
    this.#bytes = bytes;
    this.#end = length;
  }

  /** The number of bytes not read yet. */
  get remaining(): number {
    return this.#end - this.#position;
  }

  u16(): number {
    const at = this.take(2);
    return this.at(at) | (this.at(at + 1) << 8);
  }

  i16(): number {
    return (this.u16() << 16) >> 16;
  }

  u32(): number {
    const at = this.take(4);
    return (this.at(at) | (this.at(at + 1) << 8) | (this.at(at + 2) << 16) | (this.at(at + 3) << 24)) >>> 0;
  }

  /** A u16 length and that many bytes. */
  bytes(): Uint8Array {
    const length = this.u16();
    return this.copy(this.take(length), length);
  }

  /** A u16 length and that many bytes of well-formed UTF-8. Returns `likely` without decoding if the bytes are equal to it. */
  text(likely = ''): string {
    const length = this.u16();
    const at = this.take(length);
    if (length === likely.length && isAsciiOf(likely, this.#bytes, at)) return likely;
    const text = decodeUtf8(this.#bytes, at, at + length);
    if (text === undefined) throw this.refusal('is not well-formed UTF-8');
    return text;
  }

  /** A u16 count of entries of at least `minBytes` each: refused if fewer bytes remain. */
  count(minBytes: number): number {
    const count = this.u16();
    if (count * minBytes > this.remaining) {
      throw this.refusal(`states ${count} entries, but only ${this.remaining} bytes follow`);
    }
    return count;
  }

  /** All bytes not read yet; the position does not change. */
  rest(): Uint8Array {
    return this.copy(this.#position, this.remaining);
  }

  /** Not `slice`, which takes twice as long for a signature. */
  private copy(at: number, length: number): Uint8Array {
    const copy = new Uint8Array(length);
    for (let i = 0; i < length; i++) copy[i] = this.at(at + i);
    return copy;
  }

  private refusal(what: string): TokenError {
    return fieldError('ERR_FORMAT', this.path, what);
  }

  private at(index: number): number {
    return this.#bytes[index] as number;
  }

  private take(length: number): number {
    const at = this.#position;
    if (length > this.#end - at) {
      throw this.refusal(`needs ${length} bytes, but only ${this.remaining} follow`);
    }
    this.#position = at + length;
    return at;
  }
}
