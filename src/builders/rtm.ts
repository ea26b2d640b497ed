/** RTM (signalling) tokens: one user logs in, with permissions where the project uses RTM 2's access control. */
import type { Rtm2Permissions } from '../services/rtm2.ts';
import { issueToken } from '../token/build.ts';
import { type AppCredentials, type Issue, LONGEST_DURATION, requireDuration } from '../token/options.ts';
import { requireName } from './names.ts';

/** Agora's maximum for RTM user ids, in bytes of UTF-8. */
const USER_ID_MAX_BYTES = 64;

/** Options of {@link buildRtmToken}. */
export interface RtmTokenOptions extends AppCredentials, Issue {
  /** The RTM user who may log in: 1 to 64 bytes. */
  readonly userId: string;
  /** Which channels, groups and users may be read and written. With it the token is for the service `rtm2`. */
  readonly permissions?: Rtm2Permissions;
}

/**
 * Builds a token with which one user logs in to RTM.
 *
 * @throws TypeError where a value has the wrong JavaScript type.
 * @throws TokenError `ERR_INPUT` where a value is out of range.
 * @example
 * ```ts
 * const token = buildRtmToken({
 *   appId: '970CA35de60c44645bbae8a215061b33',
 *   appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
 *   userId: 'alice',
 *   permissions: { messageChannels: { read: ['lobby'], write: ['lobby'] } },
 *   expiresIn: 3600,
 * });
 * ```
 */
export function buildRtmToken(options: RtmTokenOptions): string {
  const userId = requireName(options.userId, USER_ID_MAX_BYTES, 'userId');
  const privileges = { login: requireDuration(options.expiresIn, LONGEST_DURATION, 'expiresIn') };
  const { permissions } = options;
  return issueToken(options, [
    permissions === undefined
      ? { service: 'rtm', userId, privileges }
      : { service: 'rtm2', userId, permissions, privileges },
  ]);
}
