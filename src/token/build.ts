/**
 * Builds a token from credentials and grants, one call for each arrow:
 * grants → signing content → signature → payload → zlib stream → base64 → "007" + text.
 */
import { encodeBase64 } from '../base64/base64.ts';
import { requireOptions } from '../checks.ts';
import { deflateShared } from '../deflate/deflate.ts';
import type { Matcher } from '../deflate/matcher.ts';
import type { ServiceGrant } from '../services/registry.ts';
import { Writer } from '../wire/writer.ts';
import { warnInBrowser } from './browser-warning.ts';
import { type TokenHeader, writeContent } from './content.ts';
import { CONTENT_START, DEFAULT_MAX_PAYLOAD, SIGNATURE_BYTES, SIGNATURE_START, VERSION } from './envelope.ts';
import { issueKeyOf } from './issue-key.ts';
import { type TokenKind, tokenKind } from './kind.ts';
import { type AppCredentials, type Issue, requireCredentials, resolveHeader } from './options.ts';
import { signInto } from './sign.ts';

/** Options of {@link buildToken}. */
export interface BuildTokenOptions extends AppCredentials, Issue {
  /** What the token grants: at least one service. */
  readonly services: readonly ServiceGrant[];
}

/**
 * Builds a token for any services, with every value that the format allows.
 *
 * @returns The token, "007…": for the same options byte for byte what Agora's C++, Python, Java, Kotlin, Ruby and Lua
 *   builders return.
 * @throws TokenError `ERR_INPUT` if an option is missing, unknown, of the wrong type or out of range. Nothing is
 *   truncated, wrapped or replaced by a default.
 * @example
 * ```ts
 * buildToken({
 *   appId: '970CA35de60c44645bbae8a215061b33',
 *   appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
 *   expiresIn: 3600,
 *   services: [
 *     { service: 'rtc', channelName: 'lobby', uid: 42, privileges: { joinChannel: 3600, publishAudio: 600 } },
 *     { service: 'chat', userId: 'alice', privileges: { user: 0 } },
 *   ],
 * });
 * ```
 */
export function buildToken(options: BuildTokenOptions): string {
  return issueToken(anyServices, options);
}

/** A token of any services. */
export const anyServices: TokenKind<Issue & { readonly services: readonly ServiceGrant[] }> = tokenKind(
  ['services'],
  ({ services }) => services,
);

/** What every builder does: checks the options, makes the grants, signs and encodes. */
export function issueToken<Options extends Issue>(kind: TokenKind<Options>, options: AppCredentials & Options): string {
  requireOptions(options, kind.builderOptions);
  const services = kind.grants(options);
  const { appId, appCertificate } = requireCredentials(options.appId, options.appCertificate);
  const header = resolveHeader(appId, options);
  warnInBrowser();
  return encodeToken(header, services, issueKeyOf(appCertificate, header.issuedAt));
}

/** All the arrows, for every builder. `issueKey` is derived from the certificate and `header.issuedAt`. */
export function encodeToken(
  header: TokenHeader,
  services: readonly ServiceGrant[],
  issueKey: Int32Array,
  matcher?: Matcher,
): string {
  const writer = spareWriters.pop() ?? new Writer(DEFAULT_MAX_PAYLOAD);
  try {
    writer.u16(SIGNATURE_BYTES);
    writer.skip(SIGNATURE_BYTES);
    writeContent(writer, header, services);
    const { bytes, length } = writer;
    signInto(bytes, SIGNATURE_START, issueKey, header.salt, bytes, CONTENT_START, length);
    const stream = deflateShared(bytes, length, matcher);
    return VERSION + encodeBase64(stream.bytes, 0, stream.position);
  } finally {
    writer.reset();
    spareWriters.push(writer);
  }
}

/**
 * Writers that are not in use. There may be several, since a getter in a caller's grants may build a token while another
 * is being written.
 */
const spareWriters: Writer[] = [];
