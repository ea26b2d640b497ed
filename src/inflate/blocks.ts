/**
 * The blocks of a DEFLATE stream (RFC 1951 §3.2): stored, with fixed codes, with dynamic codes. Accepts the blocks that
 * zlib accepts, except that padding bits must be zero.
 */
import { TokenError } from '../errors.ts';
import {
  CODE_LENGTH_ORDER,
  CODE_LENGTH_SYMBOLS,
  DISTANCE_BASE,
  DISTANCE_EXTRA_BITS,
  DISTANCE_SYMBOLS,
  DYNAMIC_BLOCK,
  END_OF_BLOCK,
  FIRST_LENGTH_SYMBOL,
  FIXED_BLOCK,
  fixedDistanceLengths,
  fixedLiteralLengths,
  LENGTH_BASE,
  LENGTH_EXTRA_BITS,
  LITERAL_LENGTH_SYMBOLS,
  REPEAT_PREVIOUS,
  REPEAT_ZERO_SHORT,
  STORED_BLOCK,
} from '../zlib.ts';
import { buildDecoder, createDecoder, type Decoder, decodeLongCode, LENGTH_BITS } from './huffman-decode.ts';

const LENGTH_MASK: number = (1 << LENGTH_BITS) - 1;

/** Bytes that are read at once while that many remain. */
const WIDE_BYTES = 4;

/** The stream being read and the output so far. */
export interface State {
  readonly decoders: Decoders;
  readonly input: Uint8Array;
  readonly inputEnd: number;
  position: number;
  /** The next `bitCount` bits, first bit lowest, with zeros above them. */
  hold: number;
  bitCount: number;
  output: Uint8Array;
  outputLength: number;
  readonly maxOutput: number;
  /** Whether the input ended inside a block, and how many bytes are missing if that is known, in a stored block. */
  isTruncated: boolean;
  missing: number | undefined;
}

/** The decoders of all kinds of blocks, and a buffer for the code lengths of a dynamic block. */
export interface Decoders {
  readonly lengths: Uint8Array;
  readonly codeLengths: Decoder;
  readonly literals: Decoder;
  readonly distances: Decoder;
  readonly fixedLiterals: Decoder;
  readonly fixedDistances: Decoder;
}

function createFixedDecoder(lengths: Uint8Array): Decoder {
  const decoder = createDecoder();
  buildDecoder(decoder, lengths, 0, lengths.length);
  return decoder;
}

export function createDecoders(): Decoders {
  return {
    lengths: new Uint8Array(LITERAL_LENGTH_SYMBOLS + DISTANCE_SYMBOLS),
    codeLengths: createDecoder(),
    literals: createDecoder(),
    distances: createDecoder(),
    fixedLiterals: createFixedDecoder(fixedLiteralLengths()),
    fixedDistances: createFixedDecoder(fixedDistanceLengths()),
  };
}

/** The error for every kind of corruption: which rule a damaged stream breaks first is of no use. */
export function corrupt(): TokenError {
  return new TokenError('ERR_FORMAT', 'the compressed payload is corrupt');
}

/** The error for an input that ends too early. Saves in the state what `inflatePrefix` reports. */
export function truncated(state: State, outputLength: number = state.outputLength, missing?: number): TokenError {
  state.isTruncated = true;
  state.outputLength = outputLength;
  state.missing = missing;
  return new TokenError('ERR_FORMAT', 'the compressed payload is truncated');
}

/** Reads ahead until `hold` has `count` bits, or the input ends. */
function refill(state: State, count: number): void {
  while (state.bitCount < count && state.position < state.inputEnd) {
    state.hold |= state.input[state.position++]! << state.bitCount;
    state.bitCount += 8;
  }
}

/** Reads `length` (at most 16) bits. */
function readBits(state: State, length: number): number {
  refill(state, length);
  if (state.bitCount < length) throw truncated(state);
  const bits = state.hold & ((1 << length) - 1);
  state.hold >>>= length;
  state.bitCount -= length;
  return bits;
}

/** Whether the rest of the current byte is zero bits. */
export function isPaddingZero({ hold, bitCount }: State): boolean {
  return (hold & ((1 << (bitCount & 7)) - 1)) === 0;
}

/** Skips the rest of the current byte, which must be zero, and returns unread bytes to the input. */
export function alignToByte(state: State): void {
  if (!isPaddingZero(state))
    throw new TokenError('ERR_FORMAT', 'the compressed payload has padding bits that are not zero');
  state.position -= state.bitCount >> 3;
  state.hold = 0;
  state.bitCount = 0;
}

/** Makes room for `count` more bytes of output: doubles the buffer, up to the limit. */
function growOutput(state: State, count: number): Uint8Array {
  const needed = state.outputLength + count;
  if (needed > state.maxOutput) {
    throw new TokenError('ERR_LIMIT', `the payload is larger than ${state.maxOutput} bytes (maxPayload)`);
  }
  if (needed > state.output.length) {
    const output = new Uint8Array(Math.min(state.maxOutput, Math.max(needed, 2 * state.output.length)));
    output.set(state.output.subarray(0, state.outputLength));
    state.output = output;
  }
  return state.output;
}

/** RFC 1951 §3.2.4. */
function readStoredBlock(state: State, isLast: boolean): void {
  alignToByte(state);
  const length = readBits(state, 16);
  if (length !== (readBits(state, 16) ^ 0xffff)) throw corrupt();
  const { input, inputEnd, position } = state;
  const available = Math.min(length, inputEnd - position);
  growOutput(state, available).set(input.subarray(position, position + available), state.outputLength);
  state.position += available;
  state.outputLength += available;
  if (available < length) throw truncated(state, state.outputLength, isLast ? length - available : undefined);
}

/** Reads a symbol of a complete code. */
function readCode(state: State, decoder: Decoder): number {
  refill(state, 15);
  const entry = decoder.table[state.hold & ((1 << decoder.rootBits) - 1)]! || decodeLongCode(decoder, state.hold);
  readBits(state, entry & LENGTH_MASK);
  return entry >> LENGTH_BITS;
}

/** RFC 1951 §3.2.7: builds `literals` and `distances` from the header of a dynamic block. */
function readDynamicHeader(state: State, { lengths, codeLengths, literals, distances }: Decoders): void {
  const literalCount = readBits(state, 5) + FIRST_LENGTH_SYMBOL;
  const distanceCount = readBits(state, 5) + 1;
  const codeLengthCount = readBits(state, 4) + 4;
  if (literalCount > LITERAL_LENGTH_SYMBOLS || distanceCount > DISTANCE_SYMBOLS) throw corrupt();

  lengths.fill(0, 0, CODE_LENGTH_SYMBOLS);
  for (let i = 0; i < codeLengthCount; i++) lengths[CODE_LENGTH_ORDER[i]!] = readBits(state, 3);
  if (buildDecoder(codeLengths, lengths, 0, CODE_LENGTH_SYMBOLS) !== 0) throw corrupt();

  const count = literalCount + distanceCount;
  for (let i = 0; i < count; ) {
    const symbol = readCode(state, codeLengths);
    if (symbol < REPEAT_PREVIOUS) {
      lengths[i++] = symbol;
      continue;
    }
    if (symbol === REPEAT_PREVIOUS && i === 0) throw corrupt();
    const value = symbol === REPEAT_PREVIOUS ? lengths[i - 1]! : 0;
    const end =
      i +
      (symbol === REPEAT_PREVIOUS
        ? 3 + readBits(state, 2)
        : symbol === REPEAT_ZERO_SHORT
          ? 3 + readBits(state, 3)
          : 11 + readBits(state, 7));
    if (end > count) throw corrupt();
    lengths.fill(value, i, end);
    i = end;
  }
  // As in zlib, a code is complete or has a single symbol of one bit. The distance code may also be empty.
  if (
    lengths[END_OF_BLOCK] === 0 ||
    buildDecoder(literals, lengths, 0, literalCount) < 0 ||
    buildDecoder(distances, lengths, literalCount, distanceCount) < 0
  )
    throw corrupt();
}

/** Reads symbols up to the end of the block (RFC 1951 §3.2.3). */
function readSymbols(state: State, literals: Decoder, distances: Decoder): void {
  const { input, inputEnd } = state;
  const literalTable = literals.table;
  const literalMask = (1 << literals.rootBits) - 1;
  const distanceTable = distances.table;
  const distanceMask = (1 << distances.rootBits) - 1;
  // Locals, since bundlers turn the constants of a module into variables, which the loop would read every time.
  const endOfBlock = END_OF_BLOCK;
  const lengthBits = LENGTH_BITS;
  const lengthMask = LENGTH_MASK;
  const literalEntries = (END_OF_BLOCK << lengthBits) - 1;
  const lengthBase = LENGTH_BASE;
  const lengthExtraBits = LENGTH_EXTRA_BITS;
  const distanceBase = DISTANCE_BASE;
  const distanceExtraBits = DISTANCE_EXTRA_BITS;
  const wideEnd = inputEnd - WIDE_BYTES;
  // `hold` is always a signed 32-bit integer: V8 would store a mixture of signed and unsigned ones as doubles.
  let { position, hold, bitCount, output, outputLength } = state;
  let capacity = Math.min(output.length, state.maxOutput);
  for (;;) {
    // Literals, two per iteration, while four bytes of input and room for two bytes of output remain. Bits above
    // `bitCount` may enter `hold` early: the next read ORs the same bits over them. Reading without a branch takes half
    // the time of reading byte by byte.
    while (position <= wideEnd && outputLength + 2 <= capacity) {
      const next16 = input[position]! | (input[position + 1]! << 8);
      hold |= (next16 | (input[position + 2]! << 16) | (input[position + 3]! << 24)) << bitCount;
      position += (31 - bitCount) >> 3;
      bitCount |= 24;
      const first = literalTable[hold & literalMask]!;
      if ((first - 1) >>> 0 >= literalEntries) break;
      hold = (hold >>> first) | 0;
      bitCount -= first & lengthMask;
      output[outputLength++] = first >> lengthBits;
      const second = literalTable[hold & literalMask]!;
      if ((second - 1) >>> 0 >= literalEntries) break;
      hold = (hold >>> second) | 0;
      bitCount -= second & lengthMask;
      output[outputLength++] = second >> lengthBits;
    }
    // A code and the extra bits of a length take up to 15 + 5.
    if (bitCount < 20) {
      while (bitCount <= 24 && position < inputEnd) {
        hold |= input[position++]! << bitCount;
        bitCount += 8;
      }
    }
    let entry = literalTable[hold & literalMask]! || decodeLongCode(literals, hold);
    if (entry === 0) throw corrupt();
    let codeLength = entry & lengthMask;
    if (codeLength > bitCount) throw truncated(state, outputLength);
    hold = (hold >>> codeLength) | 0;
    bitCount -= codeLength;
    const symbol = entry >> lengthBits;

    if (symbol < endOfBlock) {
      if (outputLength === capacity) {
        state.outputLength = outputLength;
        output = growOutput(state, 1);
        capacity = output.length;
      }
      output[outputLength++] = symbol;
      continue;
    }
    if (symbol === endOfBlock) break;

    const lengthIndex = symbol - FIRST_LENGTH_SYMBOL;
    if (symbol >= LITERAL_LENGTH_SYMBOLS) throw corrupt();
    let extraBits = lengthExtraBits[lengthIndex]!;
    if (extraBits > bitCount) throw truncated(state, outputLength);
    const length = lengthBase[lengthIndex]! + (hold & ((1 << extraBits) - 1));
    hold = (hold >>> extraBits) | 0;
    bitCount -= extraBits;

    while (bitCount <= 24 && position < inputEnd) {
      hold |= input[position++]! << bitCount;
      bitCount += 8;
    }
    entry = distanceTable[hold & distanceMask]! || decodeLongCode(distances, hold);
    if (entry === 0) throw corrupt();
    codeLength = entry & lengthMask;
    if (codeLength > bitCount) throw truncated(state, outputLength);
    hold = (hold >>> codeLength) | 0;
    bitCount -= codeLength;
    const distanceIndex = entry >> lengthBits;
    if (distanceIndex >= DISTANCE_SYMBOLS) throw corrupt();
    extraBits = distanceExtraBits[distanceIndex]!;
    // There were at least 25 bits, unless the input ends; 15 + 13 may need one more byte.
    while (bitCount < extraBits && position < inputEnd) {
      hold |= input[position++]! << bitCount;
      bitCount += 8;
    }
    if (extraBits > bitCount) throw truncated(state, outputLength);
    const distance = distanceBase[distanceIndex]! + (hold & ((1 << extraBits) - 1));
    hold = (hold >>> extraBits) | 0;
    bitCount -= extraBits;
    if (distance > outputLength) throw corrupt();

    const end = outputLength + length;
    if (end > capacity) {
      state.outputLength = outputLength;
      output = growOutput(state, length);
      capacity = output.length;
    }
    for (let from = outputLength - distance; outputLength < end; ) output[outputLength++] = output[from++]!;
  }
  state.position = position;
  state.hold = hold & ((1 << bitCount) - 1);
  state.bitCount = bitCount;
  state.outputLength = outputLength;
}

/** Reads all blocks of the stream. */
export function readBlocks(state: State): void {
  const { decoders } = state;
  for (let last = 0; last === 0; ) {
    last = readBits(state, 1);
    const type = readBits(state, 2);
    if (type === STORED_BLOCK) {
      readStoredBlock(state, last === 1);
    } else if (type === FIXED_BLOCK) {
      readSymbols(state, decoders.fixedLiterals, decoders.fixedDistances);
    } else if (type === DYNAMIC_BLOCK) {
      readDynamicHeader(state, decoders);
      readSymbols(state, decoders.literals, decoders.distances);
    } else {
      throw corrupt();
    }
  }
}
