/** Prints a Chat user token for the user given as the argument, and its content on standard error. */
import { buildChatUserToken, decodeToken } from 'accesstoken2';

const [userId] = process.argv.slice(2);
const { AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE: appCertificate } = process.env;
if (userId === undefined || appId === undefined || appCertificate === undefined) {
  console.error('Set AGORA_APP_ID and AGORA_APP_CERTIFICATE, and run: node make-token.ts USER');
  process.exit(2);
}

const token = buildChatUserToken({ appId, appCertificate, userId, expiresIn: 3600 });
const { expiresAt, services } = decodeToken(token);
console.log(token);
console.error({ expiresAt: new Date(expiresAt * 1000).toISOString(), services });
