/**
 * What a request can ask for, and the rules of each grant: a registry, so that issuing names no service. Privileges and
 * fields are those of Agora's own builders.
 */
import { apaasChatId, isChatUserId, type Rtm2Permissions, type ServiceGrant } from 'accesstoken2';
import { Refusal } from '../refusals.ts';
import { LONGEST_NAME, LONGEST_RTC_ACCOUNT, STUDENT } from './agora.ts';
import { type Caller, requireChannel, requireLength, requirePublisher, requireUserTokens } from './caller.ts';
import type { Policy, ServiceName, TokenKind } from './policy.ts';

export type GrantRequest =
  | { readonly type: 'chat-user'; readonly user?: string }
  | { readonly type: 'chat-app' }
  | {
      readonly type: 'rtc';
      readonly channelName: string;
      readonly user?: string;
      readonly role: 'publisher' | 'subscriber';
      /** Seconds until the privileges expire; 0: with the token. */
      readonly privilegesExpireIn: number;
    }
  | { readonly type: 'rtm'; readonly user?: string }
  | { readonly type: 'rtm2'; readonly user?: string; readonly permissions: Rtm2Permissions }
  | { readonly type: 'fpa' }
  | {
      readonly type: 'apaas-room';
      readonly roomUuid: string;
      readonly user?: string;
      readonly role: number;
    }
  | { readonly type: 'apaas-user'; readonly user?: string }
  | { readonly type: 'apaas-app' };

export type GrantType = GrantRequest['type'];

interface GrantRule<Request> {
  readonly kind: TokenKind;
  readonly service: ServiceName;
  /** Returns the user ID as the service knows it, or throws. Absent if the grant names no user. */
  readonly normalizeUser?: (user: string, policy: Policy, field: string) => string;
  /** Refuses what this caller may not have. */
  check?(request: Request, caller: Caller, user: string): void;
  /** `user` is empty if the grant names no user. */
  build(request: Request, user: string, expiresIn: number): readonly ServiceGrant[];
}

const rules: { readonly [Type in GrantType]: GrantRule<Extract<GrantRequest, { type: Type }>> } = {
  'chat-user': {
    kind: 'user',
    service: 'chat',
    normalizeUser: chatUser,
    build: (_, userId, expiresIn) => [{ service: 'chat', userId, privileges: { user: expiresIn } }],
  },
  'chat-app': {
    kind: 'app',
    service: 'chat',
    build: (_, userId, expiresIn) => [{ service: 'chat', userId, privileges: { app: expiresIn } }],
  },
  rtc: {
    kind: 'media',
    service: 'rtc',
    normalizeUser: (user, _, field) => printable(user, LONGEST_RTC_ACCOUNT, field),
    check({ channelName, role }, caller, uid) {
      if (uid === '0') throw new Refusal('ERR_INPUT', 'uid 0 would let any user join; name one user');
      requireChannel(caller, printable(channelName, LONGEST_NAME, 'the channel name'), uid);
      if (role === 'publisher') requirePublisher(caller);
    },
    build: ({ channelName, role, privilegesExpireIn: seconds }, uid) => [
      {
        service: 'rtc',
        channelName,
        uid,
        privileges:
          role === 'publisher'
            ? { joinChannel: seconds, publishAudio: seconds, publishVideo: seconds, publishData: seconds }
            : { joinChannel: seconds },
      },
    ],
  },
  rtm: {
    kind: 'media',
    service: 'rtm',
    normalizeUser: (user, _, field) => printable(user, LONGEST_NAME, field),
    build: (_, userId, expiresIn) => [{ service: 'rtm', userId, privileges: { login: expiresIn } }],
  },
  rtm2: {
    kind: 'media',
    service: 'rtm2',
    normalizeUser: (user, _, field) => printable(user, LONGEST_NAME, field),
    check({ permissions }, caller, user) {
      for (const { read = [], write = [] } of Object.values(permissions)) {
        if (write.length > 0) requirePublisher(caller);
        for (const name of [...read, ...write]) {
          requireChannel(caller, printable(name, LONGEST_NAME, 'a name in permissions'), user);
        }
      }
    },
    build: ({ permissions }, userId, expiresIn) => [
      { service: 'rtm2', userId, permissions, privileges: { login: expiresIn } },
    ],
  },
  fpa: {
    kind: 'media',
    service: 'fpa',
    check: (_, caller) => requireUserTokens(caller),
    build: () => [{ service: 'fpa', privileges: { login: 0 } }],
  },
  'apaas-room': {
    kind: 'user',
    service: 'apaas',
    normalizeUser: (user, _, field) => printable(user, LONGEST_NAME, field),
    check({ roomUuid, role }, caller, user) {
      requireChannel(caller, printable(roomUuid, LONGEST_NAME, 'the room'), user);
      if (role !== STUDENT) requirePublisher(caller, `the caller may only have aPaaS role ${STUDENT}`);
    },
    // In a room the user is also in RTM and Chat.
    build: ({ roomUuid, role }, userUuid, expiresIn) => [
      { service: 'apaas', roomUuid, userUuid, role, privileges: { roomUser: expiresIn } },
      { service: 'rtm', userId: userUuid, privileges: { login: expiresIn } },
      { service: 'chat', userId: apaasChatId(userUuid), privileges: { user: expiresIn } },
    ],
  },
  'apaas-user': {
    kind: 'user',
    service: 'apaas',
    normalizeUser: (user, _, field) => printable(user, LONGEST_NAME, field),
    build: (_, userUuid, expiresIn) => apaas(userUuid, { user: expiresIn }),
  },
  'apaas-app': {
    kind: 'app',
    service: 'apaas',
    build: (_, userUuid, expiresIn) => apaas(userUuid, { app: expiresIn }),
  },
};

/** Without a room, and therefore without a role. */
function apaas(userUuid: string, privileges: { user?: number; app?: number }): readonly ServiceGrant[] {
  return [{ service: 'apaas', roomUuid: '', userUuid, role: -1, privileges }];
}

function chatUser(given: string, { chatUserIds = 'reject' }: Policy, field: string): string {
  requireLength(given, LONGEST_NAME, field);
  const lowerCase = given.toLowerCase();
  const user = chatUserIds === 'lower-case' ? lowerCase : given;
  if (isChatUserId(user)) return user;
  const hint = isChatUserId(lowerCase) ? `; use '${lowerCase}'` : '';
  throw new Refusal('ERR_INPUT', `${field} may only contain a-z, 0-9, '_', '-' and '.'${hint}`);
}

/** Refuses control characters, direction marks, and U+FFFD, which decoders put in place of invalid bytes. */
function printable(text: string, maxBytes: number, name: string): string {
  requireLength(text, maxBytes, name);
  if (/[\p{C}\uFFFD]/u.test(text)) throw new Refusal('ERR_INPUT', `${name} contains an invisible or invalid character`);
  return text;
}

export function ruleFor(request: GrantRequest): GrantRule<GrantRequest> {
  return rules[request.type] as GrantRule<GrantRequest>;
}
