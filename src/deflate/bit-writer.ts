/**
 * Packs bits into bytes, the least significant first (RFC 1951 §3.1.1). The buffer must have room for all of them.
 */

/** The position of the next bit. `hold` has `bitCount` bits, fewer than 16, that are not stored yet. */
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
 * Appends the low `length` (at most 16) bits of `value`; all other bits must be zero. Stores two bytes each time and
 * advances past them if they are full, without a branch, which would mispredict.
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

/** Stores the pending bits, and fills the last byte with zero bits. */
export function alignToByte(writer: BitWriter): void {
  for (; writer.bitCount > 0; writer.bitCount -= 8) {
    writer.bytes[writer.position++] = writer.hold;
    writer.hold >>>= 8;
  }
  writer.bitCount = 0;
}
