/** How every builder here ends: as the official package does, '' for bad ids and Node's own compressed bytes included. */

import { chromiumMatcher } from '../deflate/chromium-matcher.ts';
import type { ServiceGrant } from '../services/registry.ts';
import { warnInBrowser } from '../token/browser-warning.ts';
import { encodeToken } from '../token/build.ts';
import { issueKeyOf } from '../token/issue-key.ts';
import { isHexId, resolveHeader } from '../token/options.ts';

/** What one builder puts into its token. */
export interface Contents {
  /** Seconds from now. */
  readonly expiresIn: number;
  readonly services: readonly ServiceGrant[];
}

/**
 * Signs what `compose` returns, issued now and with a random salt. Where the app id or certificate is not 32
 * hexadecimal digits the answer is '' and nothing else is looked at.
 */
export function signToken(appId: unknown, appCertificate: unknown, compose: () => Contents): string {
  // Not only strings: the official package asks for their text too, so a certificate may be read as a Buffer.
  const id = String(appId);
  const certificate = String(appCertificate);
  if (!isHexId(id) || !isHexId(certificate)) return '';

  warnInBrowser();
  const { expiresIn, services } = compose();
  const header = resolveHeader(id, { expiresIn });
  return encodeToken(header, services, issueKeyOf(certificate, header.issuedAt), chromiumMatcher);
}
