/**
 * From credentials and grants to a token text, one arrow a line:
 * grants → signing content → signature → payload → zlib stream → base64 → "007" + text.
 */
import { encodeBase64 } from '../base64/base64.ts';
import type { ServiceGrant } from '../services/registry.ts';
import { Writer } from '../wire/writer.ts';
import { deflate } from '../zlib/deflate.ts';
import type { Matcher } from '../zlib/matcher.ts';
import { warnInBrowser } from './browser-warning.ts';
import { writeContent } from './content.ts';
import { DEFAULT_MAX_PAYLOAD, SIGNATURE_BYTES } from './limits.ts';
import { type AppCredentials, type Issue, type ResolvedIssue, requireHexId, resolveIssue } from './options.ts';
import { deriveIssueKey, signContent } from './sign.ts';
import { VERSION } from './version.ts';

/** The signature stands in front as a text of 32 bytes: u16 length, then the bytes. */
const CONTENT_START = 2 + SIGNATURE_BYTES;

/** Options of {@link buildToken}. */
export interface BuildTokenOptions extends AppCredentials, Issue {
  /** What the token grants: at least one service. */
  readonly services: readonly ServiceGrant[];
}

/**
 * Builds a token for any services, with the whole range of the format.
 *
 * @returns The token text, "007…": for the same options byte for byte what Agora's C++, Python, Java, Kotlin, Ruby
 *   and Lua builders give.
 * @throws TypeError where a value has the wrong JavaScript type.
 * @throws TokenError `ERR_INPUT` where a value cannot go into a token: nothing is cut, wrapped or defaulted.
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
  const appId = requireHexId(options.appId, 'appId');
  const appCertificate = requireHexId(options.appCertificate, 'appCertificate');
  const issue = resolveIssue(options);
  warnInBrowser(options);
  return encodeToken(appId, issue, options.services, deriveIssueKey(appCertificate, issue.issuedAt));
}

/** The arrows themselves, behind every builder. `issueKey` is the certificate's key for `issue.issuedAt`. */
export function encodeToken(
  appId: string,
  issue: ResolvedIssue,
  services: readonly ServiceGrant[],
  issueKey: Uint8Array,
  matcher?: Matcher,
): string {
  const writer = spareWriters.pop() ?? new Writer(DEFAULT_MAX_PAYLOAD);
  try {
    writer.u16(SIGNATURE_BYTES);
    writer.skip(SIGNATURE_BYTES);
    writeContent(writer, { appId, ...issue }, services);
    const payload = writer.written;
    payload.set(signContent(issueKey, issue.salt, payload.subarray(CONTENT_START)), 2);
    return VERSION + encodeBase64(deflate(payload, matcher));
  } finally {
    writer.reset();
    spareWriters.push(writer);
  }
}

/**
 * Writers that are not in use. A list and not one writer, since a getter in a caller's grants may build a token
 * while another is being written.
 */
const spareWriters: Writer[] = [];
