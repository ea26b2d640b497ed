/** RTC tokens: one user joins one channel, to publish or only to listen. */
import { TokenError } from '../errors.ts';
import { type RtcGrant, uidText } from '../services/rtc.ts';
import { issueToken } from '../token/build.ts';
import { type AppCredentials, type Issue, LONGEST_DURATION, requireDuration } from '../token/options.ts';
import { requireName } from './names.ts';

/** Agora's maxima for channel names and user accounts, in bytes of UTF-8. */
const CHANNEL_NAME_MAX_BYTES = 64;
const USER_ACCOUNT_MAX_BYTES = 255;

/** Options of {@link buildRtcToken}. */
export interface RtcTokenOptions extends AppCredentials, Issue {
  /** 1 to 64 bytes. */
  readonly channelName: string;
  /** A number from 1 to 4294967295, or a user account of 1 to 255 bytes; the number 0 lets any user in. */
  readonly uid: string | number;
  /** A subscriber may join; a publisher may also send audio, video and data. */
  readonly role: 'publisher' | 'subscriber';
  /** Seconds from `issuedAt` after which the privileges end, before the token does. Default: 0, as long as the token. */
  readonly privilegesExpireIn?: number;
}

/**
 * Builds a token with which one user joins one RTC channel.
 *
 * @throws TypeError where a value has the wrong JavaScript type.
 * @throws TokenError `ERR_INPUT` where a value is out of range or the role is not one of the two.
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
  requireDuration(options.expiresIn, LONGEST_DURATION, 'expiresIn');
  const grant: RtcGrant = {
    service: 'rtc',
    channelName: requireName(options.channelName, CHANNEL_NAME_MAX_BYTES, 'channelName'),
    uid: options.uid === 0 ? 0 : requireName(uidText(options.uid, 'uid'), USER_ACCOUNT_MAX_BYTES, 'uid'),
    privileges: rolePrivileges(options.role, privilegeDuration(options.privilegesExpireIn)),
  };
  return issueToken(options, [grant]);
}

function privilegeDuration(value: number | undefined): number {
  return value === undefined || value === 0 ? 0 : requireDuration(value, LONGEST_DURATION, 'privilegesExpireIn');
}

function rolePrivileges(role: RtcTokenOptions['role'], seconds: number): RtcGrant['privileges'] {
  if (role === 'publisher') {
    return { joinChannel: seconds, publishAudio: seconds, publishVideo: seconds, publishData: seconds };
  }
  if (role === 'subscriber') return { joinChannel: seconds };
  throw new TokenError('ERR_INPUT', "role must be 'publisher' or 'subscriber'", { field: 'role' });
}
