/**
 * What is done with an input of the fuzzer, and what must hold. An input is bytes, taken as a text, as a zlib stream or
 * as a payload: so that mutations get past base64 and the checksum, which would turn nearly all of them away.
 */
import { deflateSync, inflateRawSync } from 'node:zlib';
import { appCertificate, appId } from '../support/credentials.ts';
import { signedToken, textOf } from '../support/raw-token.ts';

type Subject = typeof import('./subject.ts');

export const kinds = ['text', 'stream', 'payload'] as const;
export type Kind = (typeof kinds)[number];

/** Throws where something does not hold. */
export type Target = (input: Uint8Array) => void;

const MAX_PAYLOAD = 65_536;

/** Alive whenever it was issued, since a fuzzer rarely guesses the time. */
const options = { appCertificate, appId, now: 0, clockTolerance: 1e10, maxPayload: MAX_PAYLOAD };

export function createTargets(subject: Subject): Readonly<Record<Kind, Target>> {
  const { decodeBase64, encodeBase64, inflate, inflatePrefix } = subject;
  const { decodeToken, explainToken, TokenError, traceToken, verifyToken } = subject;

  /** The result, or undefined where it is refused with a TokenError. */
  function attempt<Result>(read: () => Result): Result | undefined {
    try {
      return read();
    } catch (error) {
      if (error instanceof TokenError && /^ERR_[A-Z_]+$/.test(error.code)) return undefined;
      throw error;
    }
  }

  function readText(text: string): void {
    const decoded = attempt(() => decodeToken(text, options));
    const verified = attempt(() => verifyToken(text, options));
    const findings = explainToken(text, options);
    const trace = attempt(() => traceToken(text, options));
    check(verified === undefined || decoded !== undefined, 'verified what cannot be decoded');
    check(verified !== undefined || findings.some(({ severity }) => severity === 'error'), 'refused without a finding');
    check((trace?.decoded === undefined) === (decoded === undefined), 'traced otherwise than decoded');
    const stream = attempt(() => decodeBase64(text, 3));
    check(stream === undefined || encodeBase64(stream) === text.slice(3), 'two texts of one stream');
  }

  /**
   * The blocks alone, since a checksum turns away nearly every mutation. Both ways: nothing that zlib refuses is read,
   * and nothing refused that zlib reads.
   */
  function compareWithZlib(stream: Uint8Array): void {
    const header = stream.subarray(0, 2);
    const ours = attempt(() => inflatePrefix(stream, MAX_PAYLOAD));
    if (ours === undefined && !HEADERS.includes(Buffer.from(header).toString('hex'))) return;
    const blocks = inflateBlocks(stream.subarray(2));
    if (blocks === 'too large') return;
    check((ours?.blocksEnd === undefined) === (blocks === undefined), 'zlib thinks otherwise of the blocks');
    if (ours?.blocksEnd === undefined || blocks === undefined) return;
    check(blocks.content.equals(ours.bytes), 'inflated to something else than zlib does');
    check(2 + blocks.length === ours.blocksEnd, 'another end of the blocks than zlib finds');

    const content = attempt(() => inflate(stream, MAX_PAYLOAD));
    check(content === undefined || blocks.content.equals(content), 'inflate and inflatePrefix do not agree');
    check(content === undefined || stream.length === ours.blocksEnd + 4, 'bytes behind the stream');
  }

  return {
    text: (input) => readText(Buffer.from(input).toString('latin1')),

    stream(input) {
      compareWithZlib(input);
      readText(`007${Buffer.from(input).toString('base64')}`);
    },

    payload(input) {
      const bytes = Buffer.from(input);
      readText(textOf(bytes, (payload) => deflateSync(payload, { level: 0 })));
      if (hasHeader(bytes)) readText(signedToken(bytes, appCertificate));
    },
  };
}

/** Good headers as the encoders of the fixtures write them. */
const HEADERS: readonly string[] = ['7801', '785e', '789c', '78da'];

/** What zlib makes of deflate blocks, and how many bytes they take; undefined if it refuses them. */
function inflateBlocks(blocks: Uint8Array): { content: Buffer; length: number } | 'too large' | undefined {
  try {
    const options = { info: true, maxOutputLength: MAX_PAYLOAD } as object;
    const { buffer, engine } = inflateRawSync(blocks, options) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { content: buffer, length: engine.bytesWritten };
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too large' : undefined;
  }
}

/** Whether the content says when it was issued, which the signature depends on. */
function hasHeader(content: Buffer): boolean {
  return content.length >= 2 && content.length >= 2 + content.readUInt16LE(0) + 12;
}

function check(holds: boolean, violation: string): void {
  if (!holds) throw new Error(violation);
}
