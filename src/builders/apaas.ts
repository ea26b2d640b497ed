/** aPaaS tokens (Flexible Classroom, also called Education): one user enters one room. */
import { AGORA_MAX_LIFETIME, requireInteger } from '../checks.ts';
import { issueToken } from '../token/build.ts';
import { type TokenKind, tokenKind } from '../token/kind.ts';
import { type AppCredentials, type Issue, requireDuration } from '../token/options.ts';
import { apaasChatId } from './apaas-chat-id.ts';
import { requireName } from './names.ts';

/** The maximum length of room and user names, in bytes of UTF-8: RTM's limit, since the user name is also used there. */
const NAME_MAX_BYTES = 64;

/** Options of {@link buildApaasRoomUserToken}. */
export interface ApaasRoomUserTokenOptions extends AppCredentials, Issue {
  /** The room: 1 to 64 bytes. */
  readonly roomUuid: string;
  /** The user: 1 to 64 bytes. */
  readonly userUuid: string;
  /** The user's role in the room, from -32768 to 32767. In Flexible Classroom, 1 is a teacher and 2 a student. */
  readonly role: number;
}

/**
 * Builds a token that lets one user enter one aPaaS room. It also lets the user log in to RTM under the same name, and to
 * Chat under the name's MD5, which is what aPaaS uses as the Chat user ID.
 *
 * @throws TokenError `ERR_INPUT` if an option is missing, unknown, of the wrong type or out of range, such as a lifetime of
 *   more than 86400 seconds.
 * @example
 * ```ts
 * const token = buildApaasRoomUserToken({
 *   appId: '970CA35de60c44645bbae8a215061b33',
 *   appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
 *   roomUuid: 'maths',
 *   userUuid: 'alice',
 *   role: 2,
 *   expiresIn: 3600,
 * });
 * ```
 */
export function buildApaasRoomUserToken(options: ApaasRoomUserTokenOptions): string {
  return issueToken(roomUser, options);
}

const roomUser: TokenKind<Omit<ApaasRoomUserTokenOptions, keyof AppCredentials>> = /* @__PURE__ */ tokenKind(
  ['roomUuid', 'userUuid', 'role'],
  ({ roomUuid, userUuid, role, expiresIn }) => {
    const seconds = requireDuration(expiresIn, 1, AGORA_MAX_LIFETIME, 'expiresIn');
    const user = requireName(userUuid, NAME_MAX_BYTES, 'userUuid');
    return [
      {
        service: 'apaas',
        roomUuid: requireName(roomUuid, NAME_MAX_BYTES, 'roomUuid'),
        userUuid: user,
        role: requireInteger(role, -0x8000, 0x7fff, 'role'),
        privileges: { roomUser: seconds },
      },
      { service: 'rtm', userId: user, privileges: { login: seconds } },
      { service: 'chat', userId: apaasChatId(user), privileges: { user: seconds } },
    ];
  },
);
