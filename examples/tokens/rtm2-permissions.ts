/** Prints a token whose user reads one message channel and writes to another. */
import { buildRtmToken } from 'accesstoken2';

const { AGORA_APP_ID: appId = '', AGORA_APP_CERTIFICATE: appCertificate = '' } = process.env;

const token = buildRtmToken({
  appId,
  appCertificate,
  userId: 'alice',
  permissions: { messageChannels: { read: ['news'], write: ['lobby'] } },
  expiresIn: 3600,
});
console.log(token);
