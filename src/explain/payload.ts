/**
 * From a token text to its payload, leniently: what the strict reader refuses is named, and read on where one meaning
 * is left. What is cut off is read as far as it goes.
 */
import { TokenError } from '../errors.ts';
import { hasZlibHeader } from '../inflate/inflate.ts';
import { inflatePrefix, type StreamPrefix } from '../inflate/inflate-prefix.ts';
import { maxTokenLength } from '../token/parse.ts';
import { VERSION } from '../token/version.ts';
import { adler32 } from '../zlib.ts';
import { finding } from './catalog.ts';
import { type Digits, readDigits } from './digits.ts';
import type { Finding } from './finding.ts';
import { counted } from './words.ts';

/** A payload, or the beginning of one. */
export interface PayloadPrefix {
  readonly bytes: Uint8Array;
  /** Whether nothing of the payload is missing. */
  readonly isWhole: boolean;
  /** How many characters the text lacks at its end, where that can be told; 0 if none. */
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
    yield finding('corrupt', 'The base64 text has padding (=) in the middle.');
    return undefined;
  }
  const stream = yield* readStream(digits.bytes, maxPayload);
  if (stream === undefined) return undefined;

  const { bytes, blocksEnd, missing } = stream;
  const payload = { bytes, isWhole: blocksEnd !== undefined, missing: missingCharacters(digits, missing) };
  if (blocksEnd === undefined || payload.missing !== 0) return payload;
  if (readChecksum(digits.bytes, blocksEnd) !== adler32(bytes, bytes.length)) {
    yield finding('corrupt', 'Its checksum is wrong: at least one character has changed.');
    return undefined;
  }
  yield* checkSpelling(digits, stream);
  return payload;
}

function* readStream(bytes: Uint8Array, maxPayload: number): Generator<Finding, StreamPrefix | undefined> {
  try {
    return inflatePrefix(bytes, maxPayload);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    yield error.code === 'ERR_LIMIT'
      ? finding('too-large', `Decompressed it is larger than ${maxPayload} bytes.`)
      : finding('corrupt', describeDamage(bytes));
    return undefined;
  }
}

/** What exactly does not decompress tells nothing to whoever passed the text on. */
function describeDamage(bytes: Uint8Array): string {
  return hasZlibHeader(bytes)
    ? 'It cannot be decompressed: at least one character has changed.'
    : 'It does not begin as a token does: its first characters have changed, or zlib did not compress it.';
}

/** What is left to say about a text whose payload is there and right. */
function* checkSpelling({ bytes, count, isPadded, isCanonical }: Digits, stream: StreamPrefix): Generator<Finding> {
  const end = (stream.blocksEnd as number) + CHECKSUM_BYTES;
  if (bytes.length > end) {
    yield finding(
      'unsigned-bytes',
      `Behind the compressed payload there is more: ${counted(bytes.length - end, 'byte')}.`,
    );
  } else if (count % 4 === 1) {
    yield finding('not-canonical', 'It has one character too many.');
  } else if (!isPadded) {
    yield finding('padding', 'The = signs at its end are missing, or too many.');
  }
  if (count % 4 !== 1 && !isCanonical) {
    yield finding('not-canonical', 'Its last character has bits set that stand for nothing.');
  }
  if (!stream.isPaddingZero)
    yield finding('not-canonical', 'Bits are set in its compressed part that stand for nothing.');
}

/** The characters that the text needs for so many more bytes, with its `=` signs. */
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
