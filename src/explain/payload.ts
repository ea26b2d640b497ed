/**
 * Reads the payload of a token leniently: reports what the strict reader rejects, and continues if the meaning is clear.
 * A truncated token is read to its end.
 */
import { TokenError } from '../errors.ts';
import { hasZlibHeader } from '../inflate/inflate.ts';
import { inflatePrefix, type StreamPrefix } from '../inflate/inflate-prefix.ts';
import { VERSION } from '../token/envelope.ts';
import { maxTokenLength } from '../token/parse.ts';
import { adler32 } from '../zlib.ts';
import { finding } from './catalog.ts';
import { type Digits, readDigits } from './digits.ts';
import type { Finding } from './finding.ts';
import { counted } from './words.ts';

/** A payload, or the beginning of one. */
export interface PayloadPrefix {
  readonly bytes: Uint8Array;
  /** Whether the payload is complete. */
  readonly isWhole: boolean;
  /** How many characters are missing at the end of the text; undefined if that is unknown. */
  readonly missing: number | undefined;
}

const CHECKSUM_BYTES = 4;

export function* readPayload(text: string, maxPayload: number): Generator<Finding, PayloadPrefix | undefined> {
  if (text.length > maxTokenLength(maxPayload)) {
    yield finding('too-large', `It is ${text.length} characters long.`);
    return undefined;
  }
  const digits = readDigits(text.slice(VERSION.length));
  if (digits === undefined) {
    yield finding('corrupt', 'It has padding (=) in the middle of the base64.');
    return undefined;
  }
  const stream = yield* readStream(digits.bytes, maxPayload);
  if (stream === undefined) return undefined;

  const { bytes, blocksEnd, missing } = stream;
  const payload = { bytes, isWhole: blocksEnd !== undefined, missing: missingCharacters(digits, missing) };
  if (blocksEnd === undefined || payload.missing !== 0) return payload;
  if (readChecksum(digits.bytes, blocksEnd) !== adler32(bytes, bytes.length)) {
    yield finding('corrupt', 'Its checksum is wrong: at least one character was changed.');
    return undefined;
  }
  yield* checkCanonical(digits, stream);
  return payload;
}

function* readStream(bytes: Uint8Array, maxPayload: number): Generator<Finding, StreamPrefix | undefined> {
  try {
    return inflatePrefix(bytes, maxPayload);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    yield error.code === 'ERR_LIMIT'
      ? finding('too-large', `Decompressed, it is larger than ${maxPayload} bytes.`)
      : finding('corrupt', describeDamage(bytes));
    return undefined;
  }
}

/** Does not say where decompression fails, which would not help the user. */
function describeDamage(bytes: Uint8Array): string {
  return hasZlibHeader(bytes)
    ? 'It cannot be decompressed: at least one character was changed.'
    : 'It does not begin like a token: its first characters were changed, or it is not compressed with zlib.';
}

/** Reports what is not canonical in a token whose payload is complete and correct. */
function* checkCanonical({ bytes, count, isPadded, isCanonical }: Digits, stream: StreamPrefix): Generator<Finding> {
  const end = (stream.blocksEnd as number) + CHECKSUM_BYTES;
  if (bytes.length > end) {
    yield finding(
      'unsigned-bytes',
      `The compressed payload is followed by ${counted(bytes.length - end, 'extra byte')}.`,
    );
  } else if (count % 4 === 1) {
    yield finding('not-canonical', 'It has one extra character at the end.');
  } else if (!isPadded) {
    yield finding('padding', 'It has too few or too many = signs at the end.');
  }
  if (count % 4 !== 1 && !isCanonical) {
    yield finding('not-canonical', 'Its last base64 character sets bits that must be zero.');
  }
  if (!stream.isPaddingZero) yield finding('not-canonical', 'Its compressed data sets padding bits that must be zero.');
}

/** The number of characters for the missing bytes, including `=` signs. */
function missingCharacters({ bytes, count }: Digits, missingBytes: number | undefined): number | undefined {
  if (missingBytes === undefined || missingBytes === 0) return missingBytes;
  const groups = Math.ceil((bytes.length + missingBytes) / 3);
  return 4 * groups - count;
}

function readChecksum(bytes: Uint8Array, at: number): number {
  let checksum = 0;
  for (const byte of bytes.subarray(at, at + CHECKSUM_BYTES)) checksum = checksum * 256 + byte;
  return checksum;
}
