/** Prints one token with which a user joins an RTC channel and logs in to RTM. */
import { buildToken } from 'accesstoken2';

const { AGORA_APP_ID: appId = '', AGORA_APP_CERTIFICATE: appCertificate = '' } = process.env;

const publish = { joinChannel: 0, publishAudio: 0, publishVideo: 0, publishData: 0 };

// 0: each privilege lasts as long as the token.
const token = buildToken({
  appId,
  appCertificate,
  expiresIn: 3600,
  services: [
    { service: 'rtc', channelName: 'lobby', uid: 'alice', privileges: publish },
    { service: 'rtm', userId: 'alice', privileges: { login: 0 } },
  ],
});
console.log(token);
