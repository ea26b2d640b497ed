/**
 * Bits into bytes, the least significant first (RFC 1951 §3.1.1), in a buffer that has room for all of them.
 */

/** Where the next bit goes. `hold` keeps `bitCount` bits, fewer than 16, that have not been stored yet. */
export interface BitWriter {
  readonly bytes: Uint8Array;
  position: number;
  hold: number;
  bitCount: number;
}

export function createBitWriter(size: number): BitWriter {
  return { bytes: new Uint8Array(size), position: 0, hold: 0, bitCount: 0 };
}

/**
 * Appends the low `length` (at most 16) bits of `value`, which must have no others. Two bytes are stored each time and
 * passed if they are full: a branch on that is a toss of a coin.
 */
export function writeBits(writer: BitWriter, value: number, length: number): void {
  const { bytes, position } = writer;
  const hold = writer.hold | (value << writer.bitCount);
  const bitCount = writer.bitCount + length;
  bytes[position] = hold;
  bytes[position + 1] = hold >> 8;
  const full = bitCount & 16;
  writer.position = position + (full >> 3);
  writer.hold = hold >>> full;
  writer.bitCount = bitCount - full;
}

/** Stores the bits that wait, and fills the byte that has been begun with zero bits. */
export function alignToByte(writer: BitWriter): void {
  for (; writer.bitCount > 0; writer.bitCount -= 8) {
    writer.bytes[writer.position++] = writer.hold;
    writer.hold >>>= 8;
  }
  writer.bitCount = 0;
}
