/** Tokens with known content, issued at a fixed time that the page's clock can be set to. */
import { buildToken } from '../../../src/index.ts';

export const appId = '0123456789abcdef0123456789ABCDEF';
export const appCertificate = 'fedcba9876543210fedcba9876543210';

/** 2026-03-01 12:00:00 UTC. */
export const issuedAt = 1_772_366_400;

export const token: string = build(['lobby', 'news']);

/** Differs in its permissions only. */
export const otherToken: string = build(['lobby']);

function build(read: readonly string[]): string {
  return buildToken({
    appId,
    appCertificate,
    issuedAt,
    salt: 12_345,
    expiresIn: 3600,
    services: [
      { service: 'rtc', channelName: 'lobby', uid: 42, privileges: { joinChannel: 0, publishAudio: 600 } },
      { service: 'chat', userId: 'alice', privileges: { user: 0 } },
      {
        service: 'rtm2',
        userId: 'alice',
        permissions: { messageChannels: { read: [...read], write: ['lobby'] } },
        privileges: { login: 1800 },
      },
    ],
  });
}
