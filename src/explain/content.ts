/** Reads the content of a payload as far as possible: if the services are cut off, the header can still be checked. */
import { TokenError } from '../errors.ts';
import { header, type TokenHeader } from '../token/content.ts';
import { type ParsedToken, parsePayload } from '../token/parse.ts';
import { Reader } from '../wire/reader.ts';
import { finding } from './catalog.ts';
import type { Finding } from './finding.ts';
import type { PayloadPrefix } from './payload.ts';
import { counted } from './words.ts';

/** The content that could be read; `token` only if it is complete. */
export interface Content {
  readonly header?: TokenHeader;
  readonly token?: ParsedToken;
}

export function* readTokenContent(payload: PayloadPrefix): Generator<Finding, Content> {
  let fault: TokenError | undefined;
  let token: ParsedToken | undefined;
  try {
    const { bytes } = payload;
    token = { decoded: parsePayload(new Reader(bytes)), payload: { bytes, length: bytes.length } };
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    fault = error;
  }
  if (payload.missing !== 0) {
    yield finding('cut-off', describeCut(payload, fault));
  } else if (fault !== undefined) {
    yield finding('malformed-content', `The content is malformed: ${fault.message}.`);
  }
  // A truncated stream may end exactly after the last service, but the token is still incomplete.
  if (token !== undefined && payload.isWhole) return { header: token.decoded, token };
  const head = readHeader(payload.bytes);
  return head === undefined ? {} : { header: head };
}

function describeCut({ missing }: PayloadPrefix, fault: TokenError | undefined): string {
  const amount = missing === undefined ? 'The end is missing' : `The end is missing (${counted(missing, 'character')})`;
  return fault === undefined ? `${amount}.` : `${amount}: ${fault.message}.`;
}

function readHeader(payload: Uint8Array): TokenHeader | undefined {
  try {
    const reader = new Reader(payload);
    reader.bytes();
    return header.read(reader);
  } catch (error) {
    if (error instanceof TokenError) return undefined;
    throw error;
  }
}
