/**
 * A zlib stream (RFC 1950, RFC 1951) into bytes, in one shot. Accepts what zlib accepts, less two things: nothing may
 * stand behind the stream, and the bits that pad it to whole bytes must be zero. Never makes more bytes than allowed.
 */
import { TokenError } from '../errors.ts';
import { adler32 } from '../zlib/adler32.ts';
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
} from '../zlib/tables.ts';
import { buildDecoder, createDecoder, type Decoder, decodeLongCode, LENGTH_BITS } from './huffman-decode.ts';

/** RFC 1950 §2.2: the compression method "deflate", and the largest window it may name, 2^(7 + 8). */
const DEFLATE_METHOD = 8;
const MAX_WINDOW_INFO = 7;
const PRESET_DICTIONARY = 0x20;
const CHECKSUM_BYTES = 4;
const LENGTH_MASK: number = (1 << LENGTH_BITS) - 1;

/** The bytes that are read at once where there are so many. */
const WIDE_BYTES = 4;

/** The output buffer to begin with, kept from call to call: most tokens fit. */
const KEPT_BYTES = 4096;

/** The stream being read and the bytes made of it. */
interface State {
  input: Uint8Array;
  inputEnd: number;
  position: number;
  /** The next `bitCount` bits, the first one lowest; above them zeros. */
  hold: number;
  bitCount: number;
  output: Uint8Array;
  outputLength: number;
  maxOutput: number;
}

/** Kept from call to call. No user code runs in between. */
interface Scratch {
  readonly state: State;
  readonly output: Uint8Array;
  /** The lengths of a dynamic block: literals and lengths, then distances. */
  readonly lengths: Uint8Array;
  readonly codeLengths: Decoder;
  readonly literals: Decoder;
  readonly distances: Decoder;
  readonly fixedLiterals: Decoder;
  readonly fixedDistances: Decoder;
}

const NO_BYTES: Uint8Array = /* @__PURE__ */ new Uint8Array(0);
let scratch: Scratch | undefined;

function createScratch(): Scratch {
  const fixedLiterals = createDecoder();
  const literalLengths = fixedLiteralLengths();
  buildDecoder(fixedLiterals, literalLengths, 0, literalLengths.length);
  const fixedDistances = createDecoder();
  const distanceLengths = fixedDistanceLengths();
  buildDecoder(fixedDistances, distanceLengths, 0, distanceLengths.length);
  return {
    state: {
      input: NO_BYTES,
      inputEnd: 0,
      position: 0,
      hold: 0,
      bitCount: 0,
      output: NO_BYTES,
      outputLength: 0,
      maxOutput: 0,
    },
    output: new Uint8Array(KEPT_BYTES),
    lengths: new Uint8Array(LITERAL_LENGTH_SYMBOLS + DISTANCE_SYMBOLS),
    codeLengths: createDecoder(),
    literals: createDecoder(),
    distances: createDecoder(),
    fixedLiterals,
    fixedDistances,
  };
}

function malformed(what: string): TokenError {
  return new TokenError('ERR_FORMAT', `The compressed payload is malformed: ${what}`);
}

/** The input ends inside the stream. */
class StreamCut extends TokenError {
  /** How many bytes of the stream are missing, where that can be told. */
  readonly missing: number | undefined;

  constructor(missing?: number) {
    super('ERR_FORMAT', 'The compressed payload ends early; the token has been cut');
    this.missing = missing;
  }
}

function endsEarly(): TokenError {
  return new StreamCut();
}

/** As `endsEarly`, where the bytes made so far are counted outside the state. */
function endsEarlyAfter(state: State, outputLength: number): TokenError {
  state.outputLength = outputLength;
  return new StreamCut();
}

/** Reads `length` (at most 16) bits. */
function readBits(state: State, length: number): number {
  while (state.bitCount < length) {
    if (state.position >= state.inputEnd) throw endsEarly();
    state.hold |= state.input[state.position++]! << state.bitCount;
    state.bitCount += 8;
  }
  const bits = state.hold & ((1 << length) - 1);
  state.hold >>>= length;
  state.bitCount -= length;
  return bits;
}

/** Whether nothing but zero bits is left of the byte begun. */
function isAligned({ hold, bitCount }: State): boolean {
  return (hold & ((1 << (bitCount & 7)) - 1)) === 0;
}

/** Gives whole bytes back to the input and drops the rest of the byte begun, which must be zero. */
function alignToByte(state: State): void {
  if (!isAligned(state)) throw malformed('bits that only fill a byte are not zero');
  state.position -= state.bitCount >> 3;
  state.hold = 0;
  state.bitCount = 0;
}

/** Makes room for `count` more bytes of output, doubling the buffer up to the ceiling. */
function growOutput(state: State, count: number): Uint8Array {
  const needed = state.outputLength + count;
  if (needed > state.maxOutput) {
    throw new TokenError('ERR_LIMIT', `The payload is larger than the ceiling of ${state.maxOutput} bytes`);
  }
  if (needed > state.output.length) {
    const output = new Uint8Array(Math.min(state.maxOutput, Math.max(needed, 2 * state.output.length)));
    output.set(state.output.subarray(0, state.outputLength));
    state.output = output;
  }
  return state.output;
}

/** What is wrong with a stream's first two bytes (RFC 1950 §2.2); undefined where nothing is. */
export function findHeaderFault(stream: Uint8Array): string | undefined {
  const method = stream[0]!;
  const flags = stream[1]!;
  if (((method << 8) | flags) % 31 !== 0) return 'it does not begin with a zlib header';
  if ((method & 15) !== DEFLATE_METHOD) return 'the compression method is not deflate';
  if (method >> 4 > MAX_WINDOW_INFO) return 'the window size is over 32 KiB';
  return (flags & PRESET_DICTIONARY) === 0 ? undefined : 'it asks for a preset dictionary';
}

function readHeader(state: State): void {
  if (state.inputEnd < 2) throw endsEarly();
  const fault = findHeaderFault(state.input);
  if (fault !== undefined) throw malformed(fault);
  state.position = 2;
}

/** RFC 1951 §3.2.4. */
function readStoredBlock(state: State, isLast: boolean): void {
  alignToByte(state);
  const length = readBits(state, 16);
  const complement = readBits(state, 16);
  if (length !== (complement ^ 0xffff)) throw malformed('the length of a stored block contradicts its complement');
  const { input, inputEnd, position } = state;
  const there = Math.min(length, inputEnd - position);
  growOutput(state, there).set(input.subarray(position, position + there), state.outputLength);
  state.position += there;
  state.outputLength += there;
  if (there < length) throw new StreamCut(isLast ? length - there + CHECKSUM_BYTES : undefined);
}

/** Reads a symbol of a code that fills its space. */
function readCode(state: State, decoder: Decoder): number {
  while (state.bitCount < 15 && state.position < state.inputEnd) {
    state.hold |= state.input[state.position++]! << state.bitCount;
    state.bitCount += 8;
  }
  let entry = decoder.table[state.hold & ((1 << decoder.rootBits) - 1)]!;
  if (entry === 0) entry = decodeLongCode(decoder, state.hold);
  const length = entry & LENGTH_MASK;
  if (length > state.bitCount) throw endsEarly();
  state.hold >>>= length;
  state.bitCount -= length;
  return entry >> LENGTH_BITS;
}

/** RFC 1951 §3.2.7: builds `literals` and `distances` from the header of a dynamic block. */
function readDynamicHeader(state: State, { lengths, codeLengths, literals, distances }: Scratch): void {
  const literalCount = readBits(state, 5) + FIRST_LENGTH_SYMBOL;
  const distanceCount = readBits(state, 5) + 1;
  const codeLengthCount = readBits(state, 4) + 4;
  if (literalCount > LITERAL_LENGTH_SYMBOLS) throw malformed('a block has too many literal and length codes');
  if (distanceCount > DISTANCE_SYMBOLS) throw malformed('a block has too many distance codes');

  lengths.fill(0, 0, CODE_LENGTH_SYMBOLS);
  for (let i = 0; i < codeLengthCount; i++) lengths[CODE_LENGTH_ORDER[i]!] = readBits(state, 3);
  if (buildDecoder(codeLengths, lengths, 0, CODE_LENGTH_SYMBOLS) !== 'complete') {
    throw malformed('the code of the code lengths is over- or under-subscribed');
  }

  const count = literalCount + distanceCount;
  for (let i = 0; i < count; ) {
    const symbol = readCode(state, codeLengths);
    if (symbol < REPEAT_PREVIOUS) {
      lengths[i++] = symbol;
      continue;
    }
    if (symbol === REPEAT_PREVIOUS && i === 0) throw malformed('a code length repeats, but there is none before it');
    const value = symbol === REPEAT_PREVIOUS ? lengths[i - 1]! : 0;
    const end =
      i +
      (symbol === REPEAT_PREVIOUS
        ? 3 + readBits(state, 2)
        : symbol === REPEAT_ZERO_SHORT
          ? 3 + readBits(state, 3)
          : 11 + readBits(state, 7));
    if (end > count) throw malformed('a code length repeats beyond the last code');
    lengths.fill(value, i, end);
    i = end;
  }
  if (lengths[END_OF_BLOCK] === 0) throw malformed('a block has no code for its end');

  // Like zlib: a code that does not fill its space is only right if it is a single code of one bit.
  const literalFill = buildDecoder(literals, lengths, 0, literalCount);
  if (literalFill !== 'complete' && literalFill !== 'one short code') {
    throw malformed('the literal and length code is over- or under-subscribed');
  }
  const distanceFill = buildDecoder(distances, lengths, literalCount, distanceCount);
  if (distanceFill === 'over-subscribed' || distanceFill === 'incomplete') {
    throw malformed('the distance code is over- or under-subscribed');
  }
}

/** Reads symbols up to the end of the block (RFC 1951 §3.2.3). */
function readSymbols(state: State, literals: Decoder, distances: Decoder): void {
  const { input, inputEnd } = state;
  const literalTable = literals.table;
  const literalMask = (1 << literals.rootBits) - 1;
  const distanceTable = distances.table;
  const distanceMask = (1 << distances.rootBits) - 1;
  // Bundlers turn the constants of a module into variables, which the loop would read again and again.
  const endOfBlock = END_OF_BLOCK;
  const lengthBits = LENGTH_BITS;
  const lengthMask = LENGTH_MASK;
  const literalEntries = (END_OF_BLOCK << lengthBits) - 1;
  const lengthBase = LENGTH_BASE;
  const lengthExtraBits = LENGTH_EXTRA_BITS;
  const distanceBase = DISTANCE_BASE;
  const distanceExtraBits = DISTANCE_EXTRA_BITS;
  const wideEnd = inputEnd - WIDE_BYTES;
  // `hold` is a signed number throughout: one of both kinds would be kept as a float.
  let { position, hold, bitCount, output, outputLength } = state;
  let capacity = Math.min(output.length, state.maxOutput);
  for (;;) {
    // Literals, as long as there is enough of everything. Bits beyond `bitCount` may come into `hold` early and stay: they
    // are those that the byte at `position` brings again. That takes no branch, and half the time of byte after byte.
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
    // Enough for a code and the extra bits of a length: 15 + 5.
    if (bitCount < 20) {
      while (bitCount <= 24 && position < inputEnd) {
        hold |= input[position++]! << bitCount;
        bitCount += 8;
      }
    }
    let entry = literalTable[hold & literalMask]!;
    if (entry === 0) entry = decodeLongCode(literals, hold);
    if (entry === 0) throw malformed('there is no such literal or length code');
    let codeLength = entry & lengthMask;
    if (codeLength > bitCount) throw endsEarlyAfter(state, outputLength);
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
    if (symbol >= LITERAL_LENGTH_SYMBOLS) throw malformed('a length code that the format does not define');
    let extraBits = lengthExtraBits[lengthIndex]!;
    if (extraBits > bitCount) throw endsEarlyAfter(state, outputLength);
    const length = lengthBase[lengthIndex]! + (hold & ((1 << extraBits) - 1));
    hold = (hold >>> extraBits) | 0;
    bitCount -= extraBits;

    while (bitCount <= 24 && position < inputEnd) {
      hold |= input[position++]! << bitCount;
      bitCount += 8;
    }
    entry = distanceTable[hold & distanceMask]!;
    if (entry === 0) entry = decodeLongCode(distances, hold);
    if (entry === 0) throw malformed('there is no such distance code');
    codeLength = entry & lengthMask;
    if (codeLength > bitCount) throw endsEarlyAfter(state, outputLength);
    hold = (hold >>> codeLength) | 0;
    bitCount -= codeLength;
    const distanceIndex = entry >> lengthBits;
    if (distanceIndex >= DISTANCE_SYMBOLS) throw malformed('a distance code that the format does not define');
    extraBits = distanceExtraBits[distanceIndex]!;
    // 25 bits were there, unless the stream ends; 15 + 13 may need one byte more.
    while (bitCount < extraBits && position < inputEnd) {
      hold |= input[position++]! << bitCount;
      bitCount += 8;
    }
    if (extraBits > bitCount) throw endsEarlyAfter(state, outputLength);
    const distance = distanceBase[distanceIndex]! + (hold & ((1 << extraBits) - 1));
    hold = (hold >>> extraBits) | 0;
    bitCount -= extraBits;
    if (distance > outputLength) throw malformed('a distance reaches back beyond the beginning');

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

function readBlocks(state: State, decoders: Scratch): void {
  for (let last = 0; last === 0; ) {
    last = readBits(state, 1);
    switch (readBits(state, 2)) {
      case STORED_BLOCK:
        readStoredBlock(state, last === 1);
        break;
      case FIXED_BLOCK:
        readSymbols(state, decoders.fixedLiterals, decoders.fixedDistances);
        break;
      case DYNAMIC_BLOCK:
        readDynamicHeader(state, decoders);
        readSymbols(state, decoders.literals, decoders.distances);
        break;
      default:
        throw malformed('a block is of the reserved type');
    }
  }
}

/** RFC 1950 §2.2: the checksum, which ends the stream and the input. */
function readChecksum(state: State): void {
  const { input, inputEnd, position } = state;
  const end = position + CHECKSUM_BYTES;
  if (end > inputEnd) throw endsEarly();
  const high = (input[position]! << 8) | input[position + 1]!;
  const low = (input[position + 2]! << 8) | input[position + 3]!;
  if (adler32(state.output, state.outputLength) !== ((high << 16) | low) >>> 0) {
    throw malformed('the checksum of the content is wrong');
  }
  if (end < inputEnd) throw malformed('bytes follow the end of the zlib stream');
}

function begin(input: Uint8Array, inputEnd: number, maxOutput: number): Scratch {
  scratch ??= createScratch();
  const { state } = scratch;
  state.input = input;
  state.inputEnd = inputEnd;
  state.position = 0;
  state.hold = 0;
  state.bitCount = 0;
  state.output = scratch.output;
  state.outputLength = 0;
  state.maxOutput = maxOutput;
  return scratch;
}

/** Lets go of the input and of an output that outgrew the scratch. */
function end(state: State): void {
  state.input = NO_BYTES;
  state.output = NO_BYTES;
}

/** The first `length` of `bytes`. Not a view of them, which takes as long to make as to inflate forty bytes. */
export interface SharedBytes {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/**
 * As `inflate`, of the first `length` bytes of `input`; and the result stands in a buffer that the next call overwrites,
 * for callers who are done with it by then: an array of its own would take a sixth of the time of a token.
 */
export function inflateShared(input: Uint8Array, length: number, maxOutput: number): SharedBytes {
  const scratch = begin(input, length, maxOutput);
  const { state } = scratch;
  try {
    readHeader(state);
    readBlocks(state, scratch);
    alignToByte(state);
    readChecksum(state);
    return { bytes: state.output, length: state.outputLength };
  } finally {
    end(state);
  }
}

/**
 * Decompresses `input`, which must be exactly one zlib stream, into at most `maxOutput` bytes.
 * Throws `TokenError`: `ERR_LIMIT` if there are more, `ERR_FORMAT` for everything else.
 */
export function inflate(input: Uint8Array, maxOutput: number): Uint8Array {
  const { bytes, length } = inflateShared(input, input.length, maxOutput);
  return bytes.slice(0, length);
}

/** A stream that `inflate` may refuse, as far as it can be read. */
export interface StreamPrefix {
  /** The bytes up to the end of the last block, or to where the input ends. */
  readonly bytes: Uint8Array;
  /** The index in the input behind the last block, where the checksum stands; undefined if that is cut off. */
  readonly blocksEnd: number | undefined;
  /** Whether the bits are zero that only fill a byte behind the last block. */
  readonly isAligned: boolean;
  /** How many bytes of the stream are missing: 0 if none, undefined where that cannot be told. */
  readonly missing: number | undefined;
}

/**
 * For diagnosis only: what is left of a cut stream, or the content of one with something wrong behind its blocks.
 * Checks no checksum. Throws `TokenError` where the blocks themselves are malformed or larger than `maxOutput`.
 */
export function inflatePrefix(input: Uint8Array, maxOutput: number): StreamPrefix {
  const scratch = begin(input, input.length, maxOutput);
  const { state } = scratch;
  try {
    const cut = readToCut(state, scratch);
    const bytes = state.output.slice(0, state.outputLength);
    if (cut) return { bytes, blocksEnd: undefined, isAligned: true, missing: cut.missing };
    const blocksEnd = state.position - (state.bitCount >> 3);
    return {
      bytes,
      blocksEnd,
      isAligned: isAligned(state),
      missing: Math.max(0, blocksEnd + CHECKSUM_BYTES - input.length),
    };
  } finally {
    end(state);
  }
}

/** Reads the header and the blocks, and returns the cut where there is one. */
function readToCut(state: State, scratch: Scratch): StreamCut | undefined {
  try {
    readHeader(state);
    readBlocks(state, scratch);
    return undefined;
  } catch (error) {
    if (error instanceof StreamCut) return error;
    throw error;
  }
}
