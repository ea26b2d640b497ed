/**
 * What is done with an input of the fuzzer, and what must hold. An input is bytes, taken as a text, as a zlib stream, as
 * the deflate blocks in one or as a payload: so that mutations get past base64 and the checksum, which would turn nearly
 * all of them away.
 */
import { deflateSync, inflateRawSync, inflateSync } from 'node:zlib';
import { appCertificate, appId } from '../support/credentials.ts';
import { signedToken, textOf } from '../support/raw-token.ts';
import { checksum } from '../unit/inflate/streams.ts';

type Subject = typeof import('./subject.ts');

export const kinds = ['text', 'stream', 'blocks', 'payload'] as const;
export type Kind = (typeof kinds)[number];

/** Throws where something does not hold. */
export type Target = (input: Uint8Array) => void;

const MAX_PAYLOAD = 65_536;

/** Alive whenever it was issued, since a fuzzer rarely guesses the time. */
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

  /** The result, or undefined where it is refused with a TokenError. */
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
    check((trace?.decoded === undefined) === (decoded === undefined), 'traced otherwise than decoded');
    const stream = attempt(() => decodeBase64(text, 3));
    check(stream === undefined || encodeBase64(stream) === text.slice(3), 'two texts of one stream');
  }

  const isAccepted = (stream: Uint8Array) => attempt(() => inflate(stream, MAX_PAYLOAD)) !== undefined;

  /** Both ways: nothing that zlib refuses is read, and nothing refused that zlib reads, but for what only fills a byte. */
  function compareStream(stream: Uint8Array): void {
    const theirs = zlibReads(() => inflateSync(stream, ZLIB_OPTIONS));
    if (theirs === 'too large') return;
    const ours = outcome(() => inflate(stream, MAX_PAYLOAD));
    if (typeof ours !== 'string') {
      check(isRead(theirs) && theirs.content.equals(ours), 'inflated to something else than zlib does');
    } else if (!ours.endsWith(PADDING_BITS)) {
      check(!isRead(theirs) || theirs.length < stream.length, 'refused what zlib reads to its end');
    }
  }

  /** The same without header and checksum, which is put there once zlib has told what the content is. */
  function compareBlocks(blocks: Uint8Array): void {
    const theirs = zlibReads(() => inflateRawSync(blocks, ZLIB_OPTIONS));
    if (theirs === 'too large') return;
    const ours = outcome(() => inflatePrefix(streamOf(blocks), MAX_PAYLOAD));
    if (typeof ours === 'string') {
      check(!isRead(theirs) || ours.endsWith(PADDING_BITS), 'refused what zlib reads');
      return;
    }
    check(theirs !== 'malformed', 'read what zlib refuses');
    check(isRead(theirs) === (ours.blocksEnd !== undefined), 'zlib thinks otherwise of the end of the blocks');
    if (!isRead(theirs)) return;
    check(theirs.content.equals(ours.bytes), 'inflated to something else than zlib does');
    check(2 + theirs.length === ours.blocksEnd, 'another end of the blocks than zlib finds');

    const sealed = streamOf(blocks.subarray(0, theirs.length), checksum(theirs.content));
    const content = attempt(() => inflate(sealed, MAX_PAYLOAD));
    check((content !== undefined) === ours.isPaddingZero, 'inflate and inflatePrefix do not agree');
    check(content === undefined || theirs.content.equals(content), 'inflate and inflatePrefix do not agree');
    check(!isAccepted(Buffer.concat([sealed, Buffer.of(0)])), 'bytes behind the stream');
    sealed[sealed.length - 1]! ^= 1;
    check(!isAccepted(sealed), 'a wrong checksum');
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

/** How the message ends where inflate is stricter than zlib. */
const PADDING_BITS = 'padding bits that are not zero';

interface ZlibRead {
  readonly content: Buffer;
  /** How many bytes of the input it took. */
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

/** Whether the content says when it was issued, which the signature depends on. */
function hasHeader(content: Buffer): boolean {
  return content.length >= 2 && content.length >= 2 + content.readUInt16LE(0) + 12;
}

function check(holds: boolean, violation: string): void {
  if (!holds) throw new Error(violation);
}
