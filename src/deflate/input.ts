/**
 * The input of deflate, where it can be read four bytes at a time.
 */

export interface Input {
  readonly bytes: Uint8Array;
  /** Of the same bytes. */
  readonly view: DataView;
  /**
   * How many bytes there are. The one behind them is what stands there in zlib's window: zero at first, and once the
   * window has slid, the byte one window earlier. The others may be anything.
   */
  length: number;
  /** Its Adler-32. */
  checksum: number;
}

/** What is read behind the input without meaning anything. */
const BYTES_BEHIND = 8;

/** Room for an input of up to `capacity` bytes. */
export function createInput(capacity: number): Input {
  const bytes = new Uint8Array(capacity + BYTES_BEHIND);
  return { bytes, view: new DataView(bytes.buffer), length: 0, checksum: 1 };
}
