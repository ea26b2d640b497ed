/**
 * The invariants that the fuzzer checks. An input is bytes, read as a token, a zlib stream, deflate blocks or a payload, so
 * that mutations get past base64 and the checksum, which would reject nearly all of them.
 */
import { deflateSync, inflateRawSync, inflateSync } from 'node:zlib';
import { appCertificate, appId } from '../support/credentials.ts';
import { signedToken, textOf } from '../support/raw-token.ts';
import { checksum } from '../unit/inflate/streams.ts';

type Subject = typeof import('./subject.ts');

export const kinds = ['text', 'stream', 'blocks', 'payload'] as const;
export type Kind = (typeof kinds)[number];

/** Throws if an invariant is violated. */
export type Target = (input: Uint8Array) => void;

const MAX_PAYLOAD = 65_536;

/** Accepts any issue time, since a fuzzer rarely guesses a valid one. */
const reading = { maxPayload: MAX_PAYLOAD };
const options = { ...reading, appCertificate, appId, now: 0, clockTolerance: 1e10 };

export function createTargets(subject: Subject): Readonly<Record<Kind, Target>> {
  const { decodeBase64, encodeBase64, inflate, inflatePrefix } = subject;
  const { decodeToken, explainToken, TokenError, traceToken, verifyToken } = subject;

  /** The result, or the message of the TokenError with which it is refused. */
  function outcome<Result extends object>(read: () => Result): Result | string {
    try {
      return read();
    } catch (error) {
      if (error instanceof TokenError && /^ERR_[A-Z_]+$/.test(error.code)) return error.message;
      throw error;
    }
  }

  /** The result, or undefined if it is refused with a TokenError. */
  function attempt<Result extends object>(read: () => Result): Result | undefined {
    const result = outcome(read);
    return typeof result === 'string' ? undefined : result;
  }

  function readText(text: string): void {
    const decoded = attempt(() => decodeToken(text, reading));
    const verified = attempt(() => verifyToken(text, options));
    const findings = explainToken(text, options);
    const trace = attempt(() => traceToken(text, reading));
    check(verified === undefined || decoded !== undefined, 'verified what cannot be decoded');
    check(verified !== undefined || findings.some(({ severity }) => severity === 'error'), 'refused without a finding');
    check((trace?.decoded === undefined) === (decoded === undefined), 'traceToken and decodeToken disagree');
    const stream = attempt(() => decodeBase64(text, 3));
    check(stream === undefined || encodeBase64(stream) === text.slice(3), 'two encodings of one stream');
  }

  const isAccepted = (stream: Uint8Array) => attempt(() => inflate(stream, MAX_PAYLOAD)) !== undefined;

  /** Accepts what zlib accepts and nothing else, except for padding bits. */
  function compareStream(stream: Uint8Array): void {
    const theirs = zlibReads(() => inflateSync(stream, ZLIB_OPTIONS));
    if (theirs === 'too large') return;
    const ours = outcome(() => inflate(stream, MAX_PAYLOAD));
    if (typeof ours !== 'string') {
      check(isRead(theirs) && theirs.content.equals(ours), 'inflated to different content from zlib');
    } else if (!ours.endsWith(PADDING_BITS)) {
      check(!isRead(theirs) || theirs.length < stream.length, 'refused what zlib reads to its end');
    }
  }

  /** The same without header and checksum, which are added once zlib has decompressed the content. */
  function compareBlocks(blocks: Uint8Array): void {
    const theirs = zlibReads(() => inflateRawSync(blocks, ZLIB_OPTIONS));
    if (theirs === 'too large') return;
    const ours = outcome(() => inflatePrefix(streamOf(blocks), MAX_PAYLOAD));
    if (typeof ours === 'string') {
      check(!isRead(theirs) || ours.endsWith(PADDING_BITS), 'refused what zlib reads');
      return;
    }
    check(theirs !== 'malformed', 'read what zlib refuses');
    check(isRead(theirs) === (ours.blocksEnd !== undefined), 'zlib disagrees about the end of the blocks');
    if (!isRead(theirs)) return;
    check(theirs.content.equals(ours.bytes), 'inflated to different content from zlib');
    check(2 + theirs.length === ours.blocksEnd, 'a different end of the blocks from zlib');

    const sealed = streamOf(blocks.subarray(0, theirs.length), checksum(theirs.content));
    const content = attempt(() => inflate(sealed, MAX_PAYLOAD));
    check((content !== undefined) === ours.isPaddingZero, 'inflate and inflatePrefix disagree');
    check(content === undefined || theirs.content.equals(content), 'inflate and inflatePrefix disagree');
    check(!isAccepted(Buffer.concat([sealed, Buffer.of(0)])), 'accepted bytes after the stream');
    sealed[sealed.length - 1]! ^= 1;
    check(!isAccepted(sealed), 'accepted a wrong checksum');
  }

  return {
    text: (input) => readText(Buffer.from(input).toString('latin1')),

    stream(input) {
      compareStream(input);
      readText(`007${Buffer.from(input).toString('base64')}`);
    },

    blocks: compareBlocks,

    payload(input) {
      const bytes = Buffer.from(input);
      readText(textOf(bytes, (payload) => deflateSync(payload, { level: 0 })));
      if (hasHeader(bytes)) readText(signedToken(bytes, appCertificate));
    },
  };
}

const ZLIB_OPTIONS: object = { info: true, maxOutputLength: MAX_PAYLOAD };

/** The end of the message in the case in which inflate is stricter than zlib. */
const PADDING_BITS = 'padding bits that are not zero';

interface ZlibRead {
  readonly content: Buffer;
  /** The number of input bytes that it consumed. */
  readonly length: number;
}

type ZlibVerdict = ZlibRead | 'malformed' | 'cut' | 'too large';

function zlibReads(read: () => Buffer): ZlibVerdict {
  try {
    const { buffer, engine } = read() as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    return { content: buffer, length: engine.bytesWritten };
  } catch (error) {
    const { code } = error as { code?: string };
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'too large' : code === 'Z_BUF_ERROR' ? 'cut' : 'malformed';
  }
}

function isRead(verdict: ZlibVerdict): verdict is ZlibRead {
  return typeof verdict === 'object';
}

function streamOf(blocks: Uint8Array, ending: Uint8Array = new Uint8Array(0)): Buffer {
  return Buffer.concat([Buffer.of(0x78, 0x9c), blocks, ending]);
}

/** Whether the content includes the issue time, which the signature depends on. */
function hasHeader(content: Buffer): boolean {
  return content.length >= 2 && content.length >= 2 + content.readUInt16LE(0) + 12;
}

function check(holds: boolean, violation: string): void {
  if (!holds) throw new Error(violation);
}
