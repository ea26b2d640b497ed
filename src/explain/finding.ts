/** What `explainToken` returns, and the closed list of codes. */

/**
 * How bad a finding is.
 *
 * - `error`: the token is refused, by `verifyToken` with the same options or by Agora's servers.
 * - `warning`: it passes, and is probably not what was meant.
 * - `info`: worth knowing.
 */
export type FindingSeverity = 'error' | 'warning' | 'info';

/** What was found about a token. Neither text holds the token, a certificate, a signature or a user id. */
export interface Finding {
  /** The stable name of the finding; branch on this. */
  readonly code: FindingCode;
  /** How bad it is. */
  readonly severity: FindingSeverity;
  /** What is the matter with this token, in a sentence or two. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

/**
 * The name of a finding. One `TokenErrorCode` stands for many of these.
 *
 * - `bad-option`: an option given to `explainToken` makes no sense.
 * - `empty`: there is no text.
 * - `not-a-token`: the text holds no token.
 * - `hex-id`: an app id or a certificate.
 * - `jwt`: a JSON Web Token.
 * - `old-version`: a token of an older format, 003 to 006.
 * - `chat-server-token`: a Chat server's own token, YWMt….
 * - `surrounded`: other text stands around the token.
 * - `quoted`: quotes or commas stand around it.
 * - `white-space`: white space or invisible characters are in it.
 * - `plus-as-space`: spaces stand where it had plus signs.
 * - `percent-encoded`: it is percent-encoded, perhaps twice.
 * - `escaped`: it is escaped as in JSON or HTML.
 * - `encoded-twice`: it is base64-encoded once more.
 * - `prefix-twice`: 007 stands in front of it twice.
 * - `prefix-missing`: its 007 is missing.
 * - `url-safe`: it is in the url-safe base64 alphabet.
 * - `foreign-characters`: characters are in it that are not of base64.
 * - `padding`: its `=` signs are missing, or too many.
 * - `not-canonical`: it is another spelling of a good token.
 * - `cut-off`: its end is missing.
 * - `corrupt`: its bytes have been changed.
 * - `too-large`: it inflates to more than is read.
 * - `unsigned-bytes`: bytes are in it that the signature does not cover.
 * - `malformed-content`: it inflates, but not to a token.
 * - `signature-unchecked`: no certificate was given.
 * - `secondary-certificate`: not the first of the certificates given made it.
 * - `wrong-certificate`: none of the certificates given made it.
 * - `certificate-case`: the certificate is right but for upper and lower case.
 * - `ids-swapped`: app id and certificate are swapped in it.
 * - `app-id-malformed`: its app id is none.
 * - `other-app`: it is for another app.
 * - `not-yet-valid`: it was issued in the future.
 * - `expired`: it has ended.
 * - `lifetime-zero`: it ends as it begins.
 * - `lifetime-absolute`: a lifetime in it looks like a point in time.
 * - `lifetime-over-24h`: it is for Chat and for more than 24 hours.
 * - `lifetime-over-maximum`: it lives longer than `maxLifetime`.
 * - `service-missing`: it does not grant the required service.
 * - `app-token-for-login`: an app token, where a user is to log in.
 * - `user-token-for-rest`: a user token, where an app token is required.
 * - `user-differs`: it is for another user than required.
 * - `user-case-differs`: its user differs from the required one by upper and lower case only.
 * - `field-differs`: another field differs from the required one.
 * - `privilege-missing`: it does not hold the required privilege.
 * - `privilege-expired`: the required privilege has ended.
 * - `no-service`: it grants nothing.
 * - `no-privilege`: it grants a service without a privilege.
 * - `user-empty`: a user token without a user.
 * - `user-and-app`: one grant is user token and app token at once.
 * - `user-placeholder`: its user is a programming language's word for nothing.
 * - `user-upper-case`: its Chat user id has upper-case letters.
 * - `user-characters`: its Chat user id has characters that Chat does not allow.
 * - `user-length`: its Chat user id is too long.
 * - `user-uuid`: its Chat user id is shaped like a uuid.
 * - `uid-zero`: its uid is the text "0", which is not the number 0.
 * - `privilege-before-token`: a privilege ends before the token.
 * - `privilege-after-token`: a privilege would end after the token.
 * - `unknown-service`: it grants a service that this library does not know.
 * - `unread-bytes`: signed bytes stand behind its last service.
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
  | 'user-differs'
  | 'user-case-differs'
  | 'field-differs'
  | 'privilege-missing'
  | 'privilege-expired'
  | 'no-service'
  | 'no-privilege'
  | 'user-empty'
  | 'user-and-app'
  | 'user-placeholder'
  | 'user-upper-case'
  | 'user-characters'
  | 'user-length'
  | 'user-uuid'
  | 'uid-zero'
  | 'privilege-before-token'
  | 'privilege-after-token'
  | 'unknown-service'
  | 'unread-bytes';
