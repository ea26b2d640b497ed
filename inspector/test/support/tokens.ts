/** Tokens for the tests, with the credentials of Agora's published test suites. */
import { buildToken, type ServiceGrant } from 'accesstoken2';

export const appId = '970CA35de60c44645bbae8a215061b33';
export const appCertificate = '5CFd2fd1755d40ecb72977518be15d3b';

export function tokenOf(services: readonly ServiceGrant[], issuedAt = 1_700_000_000): string {
  return buildToken({ appId, appCertificate, issuedAt, expiresIn: 3600, salt: 1, services });
}
