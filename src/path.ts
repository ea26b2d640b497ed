/**
 * Where in a value a codec is: `services[0].privileges.user`. Kept as a list of keys and made a text only when an error
 * needs it: making the texts on the way took longer than writing all the bytes.
 */
export class Path {
  readonly #keys: (string | number)[] = [];
  #depth = 0;

  /** Goes into a field or, with a number, an item. */
  enter(key: string | number): void {
    this.#keys[this.#depth++] = key;
  }

  /** Comes back from the last one entered. */
  leave(): void {
    this.#depth--;
  }

  /** Back to the top: whoever throws does not leave what he entered. */
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
