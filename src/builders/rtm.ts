/** RTM (Signaling) tokens: one user may log in, with permissions if the project uses RTM 2's access control. */
import type { Rtm2Permissions } from '../services/rtm2.ts';
import { issueToken } from '../token/build.ts';
import { type TokenKind, tokenKind } from '../token/kind.ts';
import { type AppCredentials, type Issue, LONGEST_DURATION, requireDuration } from '../token/options.ts';
import { requireName } from './names.ts';

/** Agora's maximum length of RTM user IDs, in bytes of UTF-8. */
const USER_ID_MAX_BYTES = 64;

/** Options of `issuer.rtmToken`. */
export interface RtmTokenRequest extends Issue {
  /** The RTM user who may log in: 1 to 64 bytes. */
  readonly userId: string;
  /**
   * The channels, groups and users that the user may read and write, if Agora has enabled RTM 2's access control for the
   * project. With permissions, the token is for the service `rtm2`; without, for `rtm`, which Signaling 1.x and 2.x accept.
   */
  readonly permissions?: Rtm2Permissions;
}

/** Options of {@link buildRtmToken}. */
export interface RtmTokenOptions extends AppCredentials, RtmTokenRequest {}

/**
 * Builds a token that lets one user log in to RTM (Signaling), version 1 or 2. Agora accepts a token for 24 hours at most,
 * even if `expiresIn` is longer.
 *
 * @throws TokenError `ERR_INPUT` if an option is missing, unknown, of the wrong type or out of range.
 * @example
 * ```ts
 * const token = buildRtmToken({
 *   appId: '970CA35de60c44645bbae8a215061b33',
 *   appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
 *   userId: 'alice',
 *   expiresIn: 3600,
 * });
 * ```
 */
export function buildRtmToken(options: RtmTokenOptions): string {
  return issueToken(rtmUser, options);
}

/** A login, valid as long as the token. */
export const rtmUser: TokenKind<RtmTokenRequest> = /* @__PURE__ */ tokenKind(
  ['userId', 'permissions'],
  ({ userId, permissions, expiresIn }) => {
    const user = requireName(userId, USER_ID_MAX_BYTES, 'userId');
    const privileges = { login: requireDuration(expiresIn, 1, LONGEST_DURATION, 'expiresIn') };
    return [
      permissions === undefined
        ? { service: 'rtm', userId: user, privileges }
        : { service: 'rtm2', userId: user, permissions, privileges },
    ];
  },
);
