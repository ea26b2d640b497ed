/** The last step of every builder. As in the official package, malformed IDs give '', and the bytes are those of Node's zlib. */
import { chromiumMatcher } from '../deflate/chromium-matcher.ts';
import type { ServiceGrant } from '../services/registry.ts';
import { warnInBrowser } from '../token/browser-warning.ts';
import { encodeToken } from '../token/build.ts';
import { issueKeyOf } from '../token/issue-key.ts';
import { isHexId, resolveHeader } from '../token/options.ts';

/** The contents of a token. */
export interface Contents {
  /** Seconds from now. */
  readonly expiresIn: number;
  readonly services: readonly ServiceGrant[];
}

/**
 * Signs what `compose` returns, issued now and with a random salt. If the app ID or certificate is not 32 hexadecimal
 * digits, or both are the same, returns '' without calling `compose`.
 */
export function signToken(appId: unknown, appCertificate: unknown, compose: () => Contents): string {
  // The official package converts them too, so a certificate may be a Buffer.
  const id = String(appId);
  const certificate = String(appCertificate);
  if (!isHexId(id) || !isHexId(certificate) || id === certificate) return '';

  warnInBrowser();
  const { expiresIn, services } = compose();
  const header = resolveHeader(id, { expiresIn });
  return encodeToken(header, services, issueKeyOf(certificate, header.issuedAt), chromiumMatcher);
}
