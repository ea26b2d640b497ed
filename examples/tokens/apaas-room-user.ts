/** Prints a token with which a student enters a classroom. The same token logs in to RTM and to Chat. */
import { buildApaasRoomUserToken } from 'accesstoken2';

const STUDENT = 2;

const { AGORA_APP_ID: appId = '', AGORA_APP_CERTIFICATE: appCertificate = '' } = process.env;

const token = buildApaasRoomUserToken({
  appId,
  appCertificate,
  roomUuid: 'maths',
  userUuid: 'alice',
  role: STUDENT,
  expiresIn: 3600,
});
console.log(token);
