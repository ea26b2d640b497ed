/** Prints a Chat user token for each user named as an argument. The issuer prepares the certificate's key once. */
import { createTokenIssuer } from 'accesstoken2';

const { AGORA_APP_ID: appId = '', AGORA_APP_CERTIFICATE: appCertificate = '' } = process.env;

const issuer = createTokenIssuer({ appId, appCertificate });
for (const userId of process.argv.slice(2)) {
  console.log(`${userId}\t${issuer.chatUserToken({ userId, expiresIn: 3600 })}`);
}
