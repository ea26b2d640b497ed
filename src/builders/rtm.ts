/** RTM (Signaling) tokens: one user logs in, with permissions if the project uses RTM 2's access control. */
import type { Rtm2Permissions } from '../services/rtm2.ts';
import { issueToken } from '../token/build.ts';
import { type TokenKind, tokenKind } from '../token/kind.ts';
import { type AppCredentials, type Issue, LONGEST_DURATION, requireDuration } from '../token/options.ts';
import { requireName } from './names.ts';

/** Agora's maximum length of RTM user IDs, in bytes of UTF-8. */
const USER_ID_MAX_BYTES = 64;

/** What an RTM token is for: `issuer.rtmToken` takes these. */
export interface RtmTokenRequest extends Issue {
  /** The RTM user who may log in: 1 to 64 bytes. */
  readonly userId: string;
  /**
   * The channels, groups and users that may be read and written, for projects for which Agora has enabled RTM 2's access
   * control. With it the token is for the service `rtm2`; without it for `rtm`, which Signaling 1.x and 2.x log in with.
   */
  readonly permissions?: Rtm2Permissions;
}

/** Options of {@link buildRtmToken}. */
export interface RtmTokenOptions extends AppCredentials, RtmTokenRequest {}

/**
 * Builds a token with which one user logs in to RTM (Signaling), version 1 or 2. Agora ends every token after 24 hours,
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

/** A login for as long as the token lives. */
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
