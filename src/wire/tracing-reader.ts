/** A reader that records the position of each field, for `traceToken` and `recoverToken`. */
import { Reader } from './reader.ts';

/** A range of bytes of a payload, and the field that it belongs to. */
export interface FieldSpan {
  /** The path of the field: `services[0].privileges.user`. */
  readonly field: string;
  /** The index of its first byte. */
  readonly start: number;
  /** The index after its last byte. */
  readonly end: number;
}

export class TracingReader extends Reader {
  /** In byte order, without gaps: a length or count belongs to its field. */
  readonly spans: FieldSpan[] = [];
  readonly #length: number;
  #inside = false;

  constructor(bytes: Uint8Array) {
    super(bytes);
    this.#length = bytes.length;
  }

  override u16(): number {
    return this.#trace(() => super.u16());
  }

  override u32(): number {
    return this.#trace(() => super.u32());
  }

  override bytes(): Uint8Array {
    return this.#trace(() => super.bytes());
  }

  override text(): string {
    return this.#trace(() => super.text());
  }

  /** Records a read. A nested read, such as that of a string's length, is part of the outer one. */
  #trace<Value>(read: () => Value): Value {
    if (this.#inside) return read();
    const start = this.#length - this.remaining;
    this.#inside = true;
    try {
      const value = read();
      this.spans.push({ field: this.path.toString(), start, end: this.#length - this.remaining });
      return value;
    } finally {
      this.#inside = false;
    }
  }
}
