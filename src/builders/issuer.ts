/**
 * A token issuer, for a server that issues many tokens: it checks one app's credentials once.
 * Tokens issued in the same second share the first of three HMACs, the issue key, so the issuer keeps the last one.
 */
import { optionNames, requireOptions } from '../checks.ts';
import type { ServiceGrant } from '../services/registry.ts';
import { warnInBrowser } from '../token/browser-warning.ts';
import { anyServices, encodeToken } from '../token/build.ts';
import type { TokenKind } from '../token/kind.ts';
import {
  type AppCredentials,
  CREDENTIAL_OPTIONS,
  type Issue,
  requireCredentials,
  resolveHeader,
} from '../token/options.ts';
import { deriveIssueKey } from '../token/sign.ts';
import { chatApp, chatUser } from './chat.ts';
import { type RtcTokenRequest, rtcUser } from './rtc.ts';
import { type RtmTokenRequest, rtmUser } from './rtm.ts';

/** Issues tokens for one app. Its only state is the issue key of the current second. */
export interface TokenIssuer {
  /** Like `buildChatUserToken`. */
  chatUserToken(options: Issue & { readonly userId: string }): string;
  /** Like `buildChatAppToken`. */
  chatAppToken(options: Issue): string;
  /** Like `buildRtcToken`. */
  rtcToken(options: RtcTokenRequest): string;
  /** Like `buildRtmToken`. */
  rtmToken(options: RtmTokenRequest): string;
  /** Like `buildToken`. */
  token(options: Issue & { readonly services: readonly ServiceGrant[] }): string;
}

const issuerOptions = /* @__PURE__ */ optionNames(CREDENTIAL_OPTIONS);

/**
 * Makes an issuer for one app.
 *
 * @throws TokenError `ERR_INPUT` if a credential is not 32 hexadecimal digits.
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
  const given = requireOptions(credentials, issuerOptions, 'credentials');
  const { appId, appCertificate } = requireCredentials(given.appId, given.appCertificate);
  warnInBrowser();
  let keySecond = -1;
  let issueKey: Int32Array = new Int32Array();

  function issue<Options extends Issue>(kind: TokenKind<Options>, options: Options): string {
    requireOptions(options, kind.issuerOptions);
    const services = kind.grants(options);
    const header = resolveHeader(appId, options);
    if (header.issuedAt !== keySecond) {
      issueKey = deriveIssueKey(appCertificate, header.issuedAt);
      keySecond = header.issuedAt;
    }
    return encodeToken(header, services, issueKey);
  }

  return {
    chatUserToken: (options) => issue(chatUser, options),
    chatAppToken: (options) => issue(chatApp, options),
    rtcToken: (options) => issue(rtcUser, options),
    rtmToken: (options) => issue(rtmUser, options),
    token: (options) => issue(anyServices, options),
  };
}
