/** Reads as much as possible of a zlib stream that `inflate` rejects, for `explainToken` and `recoverToken`. */
import { isPaddingZero, type State } from './blocks.ts';
import { begin, CHECKSUM_BYTES, readStream } from './inflate.ts';

/** The part of a stream that could be read. */
export interface StreamPrefix {
  /** The output up to the end of the last block, or of the input. */
  readonly bytes: Uint8Array;
  /** The index in the input at which the blocks end and the checksum begins; undefined if the blocks are truncated. */
  readonly blocksEnd: number | undefined;
  /** Whether the padding bits after the last block are zero. */
  readonly isPaddingZero: boolean;
  /** The number of missing bytes; undefined if it is unknown. */
  readonly missing: number | undefined;
}

/**
 * Reads the header and the blocks of `input`, to its end if they are truncated. Does not check the checksum, the
 * padding bits after the last block, or what follows.
 *
 * @throws TokenError if the blocks are invalid or decompress to more than `maxOutput` bytes.
 */
export function inflatePrefix(input: Uint8Array, maxOutput: number): StreamPrefix {
  const state = begin(input, input.length, maxOutput);
  const isComplete = readAvailable(state);
  const bytes = state.output.slice(0, state.outputLength);
  if (!isComplete) {
    const missing = state.missing === undefined ? undefined : state.missing + CHECKSUM_BYTES;
    return { bytes, blocksEnd: undefined, isPaddingZero: true, missing };
  }
  const blocksEnd = state.position - (state.bitCount >> 3);
  const missing = Math.max(0, blocksEnd + CHECKSUM_BYTES - input.length);
  return { bytes, blocksEnd, isPaddingZero: isPaddingZero(state), missing };
}

/** Reads the blocks, and returns whether the input contains all of them. */
function readAvailable(state: State): boolean {
  try {
    readStream(state);
    return true;
  } catch (error) {
    if (state.isTruncated) return false;
    throw error;
  }
}
