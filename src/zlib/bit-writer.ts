/**
 * Bits into bytes, the least significant first (RFC 1951 §3.1.1), in a buffer that grows by whole blocks.
 */

/** The checksum of the stream. */
const STREAM_TRAILER_BYTES = 4;

/** Where the next bit goes. `hold` keeps the `bitCount` bits (fewer than 8 between calls) that do not fill a byte yet. */
export interface BitWriter {
  bytes: Uint8Array;
  position: number;
  hold: number;
  bitCount: number;
}

/**
 * Makes room for `bits` more bits, and for the few bytes that end a stream. A block knows its size before it is
 * written, so nothing else checks.
 */
export function reserve(writer: BitWriter, bits: number): void {
  const needed = writer.position + ((writer.bitCount + bits + 7) >> 3) + STREAM_TRAILER_BYTES;
  if (needed <= writer.bytes.length) return;
  const bytes = new Uint8Array(Math.max(needed, 2 * writer.bytes.length));
  bytes.set(writer.bytes.subarray(0, writer.position));
  writer.bytes = bytes;
}

/** Appends the low `length` (at most 16) bits of `value`, which must have no others. */
export function writeBits(writer: BitWriter, value: number, length: number): void {
  let hold = writer.hold | (value << writer.bitCount);
  let bitCount = writer.bitCount + length;
  while (bitCount >= 8) {
    writer.bytes[writer.position++] = hold;
    hold >>>= 8;
    bitCount -= 8;
  }
  writer.hold = hold;
  writer.bitCount = bitCount;
}

/** Fills the byte that has been begun with zero bits. */
export function alignToByte(writer: BitWriter): void {
  if (writer.bitCount > 0) writer.bytes[writer.position++] = writer.hold;
  writer.hold = 0;
  writer.bitCount = 0;
}
