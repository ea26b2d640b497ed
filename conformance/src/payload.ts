/** Extracts the payload from a token that an adapter built. */
import { inflateSync } from 'node:zlib';

/** Larger than any payload in the build vectors. */
const MAX_PAYLOAD = 4 * 1024 * 1024;

/** The payload of a token in lower-case hex, or why the token has none. */
export function payloadOf(token: unknown): { readonly hex: string } | { readonly problem: string } {
  if (typeof token !== 'string') return { problem: 'the result is not a string' };
  if (!token.startsWith('007')) return { problem: 'the token does not begin with 007' };
  const text = token.slice(3);
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) return { problem: 'what follows 007 is not standard base64 with padding' };
  try {
    const { buffer, engine } = inflateSync(bytes, { maxOutputLength: MAX_PAYLOAD, info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    if (engine.bytesWritten !== bytes.length) return { problem: 'bytes follow the zlib stream' };
    return { hex: buffer.toString('hex') };
  } catch (error) {
    return { problem: `the token is not one zlib stream: ${(error as Error).message}` };
  }
}
