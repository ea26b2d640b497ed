/**
 * What a request can ask for, and what each grant needs: a registry, so that issuing names no service.
 * Privileges and fields are those of Agora's own builders.
 */
import type { ServiceGrant } from 'accesstoken2';
import type { ServiceName, TokenKind } from './policy.ts';

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
  | { readonly type: 'fpa' }
  | { readonly type: 'apaas-user'; readonly user?: string }
  | { readonly type: 'apaas-app' };

export type GrantType = GrantRequest['type'];

interface GrantRule<Request> {
  readonly kind: TokenKind;
  readonly service: ServiceName;
  /** The longest user ID in bytes of UTF-8, if the grant names a user. */
  readonly userMaxBytes?: number;
  /** `user` is empty if the grant names no user. */
  build(request: Request, user: string, expiresIn: number): ServiceGrant;
}

const rules: { readonly [Type in GrantType]: GrantRule<Extract<GrantRequest, { type: Type }>> } = {
  'chat-user': {
    kind: 'user',
    service: 'chat',
    userMaxBytes: 64,
    build: (_, userId, expiresIn) => ({ service: 'chat', userId, privileges: { user: expiresIn } }),
  },
  'chat-app': {
    kind: 'app',
    service: 'chat',
    build: (_, userId, expiresIn) => ({ service: 'chat', userId, privileges: { app: expiresIn } }),
  },
  rtc: {
    kind: 'media',
    service: 'rtc',
    userMaxBytes: 255,
    build: ({ channelName, role, privilegesExpireIn: seconds }, uid) => ({
      service: 'rtc',
      channelName,
      uid,
      privileges:
        role === 'publisher'
          ? { joinChannel: seconds, publishAudio: seconds, publishVideo: seconds, publishData: seconds }
          : { joinChannel: seconds },
    }),
  },
  rtm: {
    kind: 'media',
    service: 'rtm',
    userMaxBytes: 64,
    build: (_, userId, expiresIn) => ({ service: 'rtm', userId, privileges: { login: expiresIn } }),
  },
  fpa: {
    kind: 'media',
    service: 'fpa',
    build: () => ({ service: 'fpa', privileges: { login: 0 } }),
  },
  'apaas-user': {
    kind: 'user',
    service: 'apaas',
    userMaxBytes: 64,
    build: (_, userUuid, expiresIn) => apaas(userUuid, { user: expiresIn }),
  },
  'apaas-app': {
    kind: 'app',
    service: 'apaas',
    build: (_, userUuid, expiresIn) => apaas(userUuid, { app: expiresIn }),
  },
};

/** Without a room, and therefore without a role. */
function apaas(userUuid: string, privileges: { user?: number; app?: number }): ServiceGrant {
  return { service: 'apaas', roomUuid: '', userUuid, role: -1, privileges };
}

export function ruleFor(request: GrantRequest): GrantRule<GrantRequest> {
  return rules[request.type] as GrantRule<GrantRequest>;
}
