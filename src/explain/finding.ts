/** What `explainToken` returns. */

/**
 * How bad a finding is.
 *
 * - `error`: `verifyToken` with the same options, or Agora's servers, reject the token.
 * - `warning`: the token is accepted, but probably not what was meant.
 * - `info`: worth knowing.
 */
export type FindingSeverity = 'error' | 'warning' | 'info';

/** A finding about a token. Message and remedy never contain the token, a certificate, a signature or a user ID. */
export interface Finding {
  /** The code of the finding; branch on this. It does not change between versions. */
  readonly code: FindingCode;
  /** How bad it is. */
  readonly severity: FindingSeverity;
  /** What is wrong with this token, in a sentence or two. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

/**
 * The code of a finding. All of them are explained in
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
