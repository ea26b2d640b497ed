/** One content has many texts: says so where this is not the one that stock zlib and the official builders give. */
import { encodeBase64 } from '../base64/base64.ts';
import { equalBytes } from '../crypto/equal-bytes.ts';
import { chromiumMatcher } from '../deflate/chromium-matcher.ts';
import { deflate } from '../deflate/deflate.ts';
import { writeContent } from '../token/content.ts';
import { CONTENT_START } from '../token/limits.ts';
import type { DecodedToken } from '../token/parse.ts';
import { VERSION } from '../token/version.ts';
import { Writer } from '../wire/writer.ts';
import { finding } from './catalog.ts';
import type { Finding } from './finding.ts';

export function* checkVariant(text: string, payload: Uint8Array, decoded: DecodedToken): Generator<Finding> {
  if (!isInOrder(decoded, payload.subarray(CONTENT_START))) {
    yield finding('other-order', 'Its services or privileges are not in ascending order, as most builders write them.');
  }
  const base64 = text.slice(VERSION.length);
  if (base64 === encodeBase64(deflate(payload))) return;
  const isChromium = base64 === encodeBase64(deflate(payload, chromiumMatcher));
  yield finding(
    'other-compression',
    isChromium
      ? 'It was compressed as Node does it (npm agora-token); builders in most other languages give another text.'
      : 'It was compressed by other code than zlib, such as Go, .NET or Rust have.',
  );
}

/** Written again from what was read, only the order can differ. */
function isInOrder(decoded: DecodedToken, signedBytes: Uint8Array): boolean {
  // What cannot be read cannot be written, nor can a content without services.
  if (decoded.unknown !== undefined || decoded.services.length === 0) return true;
  const writer = new Writer(signedBytes.length);
  writeContent(writer, decoded, decoded.services);
  return equalBytes(writer.written, signedBytes);
}
