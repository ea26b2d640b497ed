/**
 * A token issuer: one app's credentials, checked once, for a server that issues many tokens.
 * Tokens of one second share the first of the three HMACs, and the issuer keeps its key for that second.
 */
import type { ServiceGrant } from '../services/registry.ts';
import { warnInBrowser } from '../token/browser-warning.ts';
import { encodeToken } from '../token/build.ts';
import { type AppCredentials, type Issue, requireHexId, resolveHeader } from '../token/options.ts';
import { deriveIssueKey } from '../token/sign.ts';
import { chatAppGrant, chatUserGrant } from './chat.ts';

/** Issues tokens for one app. It has no other state than the key of the current second. */
export interface TokenIssuer {
  /** As `buildChatUserToken`. */
  chatUserToken(options: Issue & { readonly userId: string }): string;
  /** As `buildChatAppToken`. */
  chatAppToken(options: Issue): string;
  /** As `buildToken`. */
  token(options: Issue & { readonly services: readonly ServiceGrant[] }): string;
}

/**
 * Makes an issuer for one app.
 *
 * @throws TypeError where a credential is not a string.
 * @throws TokenError `ERR_INPUT` where a credential is not 32 hexadecimal digits.
 * @example
 * ```ts
 * const issuer = createTokenIssuer({
 *   appId: '970CA35de60c44645bbae8a215061b33',
 *   appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
 * });
 * const token = issuer.chatUserToken({ userId: 'alice', expiresIn: 3600 });
 * ```
 */
export function createTokenIssuer(credentials: AppCredentials): TokenIssuer {
  const appId = requireHexId(credentials.appId, 'appId');
  const appCertificate = requireHexId(credentials.appCertificate, 'appCertificate');
  warnInBrowser(credentials);
  let keySecond = -1;
  let issueKey: Int32Array = new Int32Array();

  function encode(options: Issue, services: readonly ServiceGrant[]): string {
    const header = resolveHeader(appId, options);
    if (header.issuedAt !== keySecond) {
      issueKey = deriveIssueKey(appCertificate, header.issuedAt);
      keySecond = header.issuedAt;
    }
    return encodeToken(header, services, issueKey);
  }

  return {
    chatUserToken: (options) => encode(options, [chatUserGrant(options.userId, options.expiresIn)]),
    chatAppToken: (options) => encode(options, [chatAppGrant(options.expiresIn)]),
    token: (options) => encode(options, options.services),
  };
}
