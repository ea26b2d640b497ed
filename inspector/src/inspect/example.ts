/** A token to try the page with, built on the spot so that it has not expired. The credentials are public test values. */
import { buildToken } from 'accesstoken2';

export function exampleToken(): string {
  return buildToken({
    appId: '970CA35de60c44645bbae8a215061b33',
    appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
    expiresIn: 3600,
    services: [
      { service: 'rtc', channelName: 'lobby', uid: 42, privileges: { joinChannel: 0, publishAudio: 1200 } },
      { service: 'chat', userId: 'alice', privileges: { user: 0 } },
      {
        service: 'rtm2',
        userId: 'alice',
        permissions: { messageChannels: { read: ['lobby', 'news'], write: ['lobby'] }, users: { write: ['bob'] } },
        privileges: { login: 2700 },
      },
    ],
  });
}
