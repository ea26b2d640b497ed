/**
 * A reader that notes where each field stands. For people who look at bytes; nothing else in the library needs it.
 */
import { Reader } from './reader.ts';

/** Some bytes of a payload, and the field that they belong to. */
export interface FieldSpan {
  /** The path of the field: `services[0].privileges.user`. */
  readonly field: string;
  /** Where its bytes begin. */
  readonly start: number;
  /** Where they end: the first byte that is not of the field. */
  readonly end: number;
}

export class TracingReader extends Reader {
  /** In the order of the bytes, without gaps: a length or count belongs to the field that it is of. */
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

  /** A read within a read, such as the length of a text, is part of the outer one. */
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
