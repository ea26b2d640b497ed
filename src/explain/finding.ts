/** What `explainToken` returns. */

/**
 * How bad a finding is.
 *
 * - `error`: the token is refused, by `verifyToken` with the same options or by Agora's servers.
 * - `warning`: the token is accepted, but probably not what was meant.
 * - `info`: worth knowing.
 */
export type FindingSeverity = 'error' | 'warning' | 'info';

/** What was found about a token. Message and remedy never contain the token, a certificate, a signature or a user ID. */
export interface Finding {
  /** The stable name of the finding; branch on this. */
  readonly code: FindingCode;
  /** How bad it is. */
  readonly severity: FindingSeverity;
  /** What is wrong with this token, in a sentence or two. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

/**
 * The name of a finding. What each of them means is in
 * [docs/findings.md](https://github.com/accesstoken2/accesstoken2/blob/main/docs/findings.md). The list is
 * open-ended: minor releases add findings, so a `switch` over the codes needs a default.
 */
export type FindingCode =
  | 'bad-option'
  | 'empty'
  | 'not-a-token'
  | 'hex-id'
  | 'jwt'
  | 'old-version'
  | 'chat-server-token'
  | 'surrounded'
  | 'quoted'
  | 'white-space'
  | 'plus-as-space'
  | 'percent-encoded'
  | 'escaped'
  | 'encoded-twice'
  | 'prefix-twice'
  | 'prefix-missing'
  | 'url-safe'
  | 'foreign-characters'
  | 'padding'
  | 'not-canonical'
  | 'cut-off'
  | 'corrupt'
  | 'too-large'
  | 'unsigned-bytes'
  | 'malformed-content'
  | 'signature-unchecked'
  | 'secondary-certificate'
  | 'wrong-certificate'
  | 'certificate-case'
  | 'ids-swapped'
  | 'app-id-malformed'
  | 'other-app'
  | 'not-yet-valid'
  | 'expired'
  | 'lifetime-zero'
  | 'lifetime-absolute'
  | 'lifetime-over-24h'
  | 'lifetime-over-maximum'
  | 'service-missing'
  | 'app-token-for-login'
  | 'user-token-for-rest'
  | 'wildcard-refused'
  | 'user-is-uuid'
  | 'user-differs'
  | 'user-case-differs'
  | 'channel-differs'
  | 'field-differs'
  | 'privilege-missing'
  | 'privilege-expired'
  | 'no-service'
  | 'no-privilege'
  | 'user-empty'
  | 'user-and-app'
  | 'app-token'
  | 'user-placeholder'
  | 'user-upper-case'
  | 'user-characters'
  | 'user-length'
  | 'user-uuid'
  | 'name-spaces'
  | 'any-uid'
  | 'uid-zero'
  | 'uid-account'
  | 'publish-missing'
  | 'privilege-before-token'
  | 'privilege-after-token'
  | 'unknown-service'
  | 'unread-bytes';
