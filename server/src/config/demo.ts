/** The public credentials of Agora's own test suites: what is issued with them is real, and opens nothing of anybody's. */
import type { AppCredentials } from 'accesstoken2';

export const DEMO_CREDENTIALS: AppCredentials = {
  appId: '970CA35de60c44645bbae8a215061b33',
  appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
};

/** Whether only programs of this machine can connect to a server that listens there. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.[0-9]{1,3}){3}$/.test(host);
}
