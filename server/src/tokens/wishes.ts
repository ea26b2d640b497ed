/**
 * The things a request can ask for, and what each of them takes: a registry, so that the desk names no service.
 * Privileges and fields are those of Agora's own builders.
 */
import type { ServiceGrant } from 'accesstoken2';
import type { ServiceName, TokenKind } from './policy.ts';

export type Wish =
  | { readonly wish: 'chat-user'; readonly user?: string }
  | { readonly wish: 'chat-app' }
  | {
      readonly wish: 'rtc';
      readonly channelName: string;
      readonly user?: string;
      readonly role: 'publisher' | 'subscriber';
      /** Seconds after which the privileges end before the token does; 0: with the token. */
      readonly privilegesExpireIn: number;
    }
  | { readonly wish: 'rtm'; readonly user?: string }
  | { readonly wish: 'fpa' }
  | { readonly wish: 'apaas-user'; readonly user?: string }
  | { readonly wish: 'apaas-app' };

export type WishName = Wish['wish'];

interface Rule<W> {
  readonly kind: TokenKind;
  readonly service: ServiceName;
  /** The longest user id, in bytes of UTF-8, where the token is made out to a user. */
  readonly userMaxBytes?: number;
  grant(wish: W, user: string, expiresIn: number): ServiceGrant;
}

/** For wishes that are not for one user the second argument of `grant` is empty. */
const rules: { readonly [Name in WishName]: Rule<Extract<Wish, { wish: Name }>> } = {
  'chat-user': {
    kind: 'user',
    service: 'chat',
    userMaxBytes: 64,
    grant: (_, userId, expiresIn) => ({ service: 'chat', userId, privileges: { user: expiresIn } }),
  },
  'chat-app': {
    kind: 'app',
    service: 'chat',
    grant: (_, userId, expiresIn) => ({ service: 'chat', userId, privileges: { app: expiresIn } }),
  },
  rtc: {
    kind: 'media',
    service: 'rtc',
    userMaxBytes: 255,
    grant: ({ channelName, role, privilegesExpireIn: seconds }, uid) => ({
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
    grant: (_, userId, expiresIn) => ({ service: 'rtm', userId, privileges: { login: expiresIn } }),
  },
  fpa: {
    kind: 'media',
    service: 'fpa',
    grant: () => ({ service: 'fpa', privileges: { login: 0 } }),
  },
  'apaas-user': {
    kind: 'user',
    service: 'apaas',
    userMaxBytes: 64,
    grant: (_, userUuid, expiresIn) => apaas(userUuid, { user: expiresIn }),
  },
  'apaas-app': {
    kind: 'app',
    service: 'apaas',
    grant: (_, userUuid, expiresIn) => apaas(userUuid, { app: expiresIn }),
  },
};

/** Not for one room, and therefore without a role. */
function apaas(userUuid: string, privileges: { user?: number; app?: number }): ServiceGrant {
  return { service: 'apaas', roomUuid: '', userUuid, role: -1, privileges };
}

export function ruleOf(wish: Wish): Rule<Wish> {
  return rules[wish.wish] as Rule<Wish>;
}
