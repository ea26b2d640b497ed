/**
 * Prints a token, and says whether it was signed with the new or the old app certificate. During a rotation, sign with
 * the new certificate and accept both until every token signed with the old one has expired.
 */
import { buildChatUserToken, verifyToken } from 'accesstoken2';

const { AGORA_APP_ID: appId = '', AGORA_APP_CERTIFICATE: current = '', AGORA_OLD_CERTIFICATE: old } = process.env;

const [token = buildChatUserToken({ appId, appCertificate: current, userId: 'alice', expiresIn: 3600 })] =
  process.argv.slice(2);
const { certificateIndex } = verifyToken(token, { appId, appCertificate: old ? [current, old] : [current] });
console.log(token);
console.error(`signed with the ${certificateIndex === 0 ? 'new' : 'old'} certificate`);
