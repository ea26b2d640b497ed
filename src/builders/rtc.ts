/** RTC tokens: one user may join one channel, to publish or only to subscribe. */
import { fieldError } from '../checks.ts';
import { type RtcGrant, uidText } from '../services/rtc.ts';
import { issueToken } from '../token/build.ts';
import { type TokenKind, tokenKind } from '../token/kind.ts';
import { type AppCredentials, type Issue, LONGEST_DURATION, requireDuration } from '../token/options.ts';
import { requireName } from './names.ts';

/** Agora's maximum lengths of channel names and user accounts, in bytes of UTF-8. */
const CHANNEL_NAME_MAX_BYTES = 64;
const USER_ACCOUNT_MAX_BYTES = 255;

/** Options of `issuer.rtcToken`. */
export interface RtcTokenRequest extends Issue {
  /** 1 to 64 bytes. */
  readonly channelName: string;
  /**
   * A number from 1 to 4294967295 if the client joins with an integer uid; a string of 1 to 255 bytes if it joins with a
   * user account; the number 0 for any uid. `'42'` is the same as 42.
   */
  readonly uid: string | number;
  /**
   * A subscriber may join; a publisher may also send audio, video and data. Agora enforces the difference only in
   * projects with co-host authentication; in all others, subscribers can publish too.
   */
  readonly role: 'publisher' | 'subscriber';
  /**
   * Seconds from `issuedAt` after which the privileges expire. Default: 0, which means with the token. A value above
   * `expiresIn` has no effect.
   */
  readonly privilegesExpireIn?: number;
}

/** Options of {@link buildRtcToken}. */
export interface RtcTokenOptions extends AppCredentials, RtcTokenRequest {}

/**
 * Builds a token that lets one user join one RTC channel. Agora accepts a token for 24 hours at most, even if `expiresIn`
 * is longer.
 *
 * @throws TokenError `ERR_INPUT` if an option is missing, unknown, of the wrong type or out of range.
 * @example
 * ```ts
 * const token = buildRtcToken({
 *   appId: '970CA35de60c44645bbae8a215061b33',
 *   appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
 *   channelName: 'lobby',
 *   uid: 42,
 *   role: 'publisher',
 *   expiresIn: 3600,
 * });
 * ```
 */
export function buildRtcToken(options: RtcTokenOptions): string {
  return issueToken(rtcUser, options);
}

/** One channel for one user, with the privileges of a role. */
export const rtcUser: TokenKind<RtcTokenRequest> = /* @__PURE__ */ tokenKind(
  ['channelName', 'uid', 'role', 'privilegesExpireIn'],
  ({ channelName, uid, role, privilegesExpireIn = 0, expiresIn }) => {
    requireDuration(expiresIn, 1, LONGEST_DURATION, 'expiresIn');
    const seconds = requireDuration(privilegesExpireIn, 0, LONGEST_DURATION, 'privilegesExpireIn');
    return [
      {
        service: 'rtc',
        channelName: requireName(channelName, CHANNEL_NAME_MAX_BYTES, 'channelName'),
        uid: requireUid(uid),
        privileges: rolePrivileges(role, seconds),
      },
    ];
  },
);

function requireUid(uid: unknown): string | number {
  if (uid === 0) return 0;
  if (uid === '') throw fieldError('ERR_INPUT', 'uid', 'is empty; pass the number 0 for any user');
  return requireName(uidText(uid, 'uid'), USER_ACCOUNT_MAX_BYTES, 'uid');
}

function rolePrivileges(role: RtcTokenRequest['role'], seconds: number): RtcGrant['privileges'] {
  if (role === 'publisher') {
    return { joinChannel: seconds, publishAudio: seconds, publishVideo: seconds, publishData: seconds };
  }
  if (role === 'subscriber') return { joinChannel: seconds };
  throw fieldError('ERR_INPUT', 'role', "must be 'publisher' or 'subscriber'");
}
