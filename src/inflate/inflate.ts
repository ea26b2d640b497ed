/**
 * Decompresses a zlib stream (RFC 1950, RFC 1951) in one shot. Accepts what zlib accepts, with two exceptions: no bytes may
 * follow the stream, and padding bits must be zero; otherwise one token could be spelled in many ways. As in zlib, a small
 * window in the header does not limit the distances. The output is bounded.
 */
import { TokenError } from '../errors.ts';
import { adler32 } from '../zlib.ts';
import { alignToByte, corrupt, createDecoders, type Decoders, readBlocks, type State, truncated } from './blocks.ts';

/** RFC 1950 §2.2: the compression method "deflate", and the largest window, 2^(7 + 8). */
const DEFLATE_METHOD = 8;
const MAX_WINDOW_INFO = 7;
const PRESET_DICTIONARY = 0x20;
export const CHECKSUM_BYTES = 4;

/** The size of the initial output buffer, which is kept between calls: most tokens fit. */
const KEPT_BYTES = 4096;

/** Kept between calls. No user code runs while a stream is read. */
interface Scratch {
  readonly output: Uint8Array;
  readonly decoders: Decoders;
}

let scratch: Scratch | undefined;

/** Prepares to read the first `inputEnd` bytes of `input`. */
export function begin(input: Uint8Array, inputEnd: number, maxOutput: number): State {
  scratch ??= { output: new Uint8Array(KEPT_BYTES), decoders: createDecoders() };
  return {
    decoders: scratch.decoders,
    input,
    inputEnd,
    position: 0,
    hold: 0,
    bitCount: 0,
    output: scratch.output,
    outputLength: 0,
    maxOutput,
    isTruncated: false,
    missing: undefined,
  };
}

/** Whether `stream` begins with a header that zlib accepts (RFC 1950 §2.2). */
export function hasZlibHeader(stream: Uint8Array): boolean {
  const method = stream[0]!;
  const flags = stream[1]!;
  return (
    ((method << 8) | flags) % 31 === 0 &&
    (method & 15) === DEFLATE_METHOD &&
    method >> 4 <= MAX_WINDOW_INFO &&
    (flags & PRESET_DICTIONARY) === 0
  );
}

/** Reads the header and the blocks. */
export function readStream(state: State): void {
  if (state.inputEnd < 2) throw truncated(state);
  if (!hasZlibHeader(state.input)) throw corrupt();
  state.position = 2;
  readBlocks(state);
}

/** Checks the checksum (RFC 1950 §2.2), and that it is the end of the input. */
function readChecksum(state: State): void {
  const { input, inputEnd, position } = state;
  const end = position + CHECKSUM_BYTES;
  if (end > inputEnd) throw truncated(state);
  const high = (input[position]! << 8) | input[position + 1]!;
  const low = (input[position + 2]! << 8) | input[position + 3]!;
  if (adler32(state.output, state.outputLength) !== ((high << 16) | low) >>> 0) throw corrupt();
  if (end < inputEnd) throw new TokenError('ERR_FORMAT', 'extra bytes follow the compressed payload');
}

/** The first `length` bytes of `bytes`. Creating a view takes as long as inflating forty bytes. */
export interface SharedBytes {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/**
 * Like `inflate`, but reads the first `length` bytes of `input` and returns a buffer that the next call overwrites:
 * allocating an array would take a sixth of the time of a token.
 */
export function inflateShared(input: Uint8Array, length: number, maxOutput: number): SharedBytes {
  const state = begin(input, length, maxOutput);
  readStream(state);
  alignToByte(state);
  readChecksum(state);
  return { bytes: state.output, length: state.outputLength };
}

/**
 * Decompresses `input`, which must be exactly one zlib stream, into at most `maxOutput` bytes.
 *
 * @throws TokenError `ERR_LIMIT` if the output is larger, `ERR_FORMAT` if the stream is invalid.
 */
export function inflate(input: Uint8Array, maxOutput: number): Uint8Array {
  const { bytes, length } = inflateShared(input, input.length, maxOutput);
  return bytes.slice(0, length);
}
