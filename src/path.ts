/**
 * The path of the field that a codec is at: `services[0].privileges.user`. It is kept as a list of keys and becomes a
 * string only for an error: making the strings on the way took longer than writing all the bytes.
 */
export class Path {
  readonly #keys: (string | number)[] = [];
  #depth = 0;

  /** Enters a field or, with a number, an item. */
  enter(key: string | number): void {
    this.#keys[this.#depth++] = key;
  }

  /** Leaves the field or item that was entered last. */
  leave(): void {
    this.#depth--;
  }

  /** Returns to the top after an error, since a throw skips the matching `leave()`. */
  reset(): void {
    this.#depth = 0;
  }

  toString(): string {
    let path = '';
    for (const key of this.#keys.slice(0, this.#depth)) {
      path += typeof key === 'number' ? `[${key}]` : path === '' ? key : `.${key}`;
    }
    return path;
  }
}
