/** The cost of one more service in a token of 100 to 20,000 services: nothing may be quadratic. */
import agoraTokens from 'agora-token/src/AccessToken2.js';
import { buildToken, decodeToken } from '../dist/index.js';
import { record } from './figures.mjs';
import { percentile } from './harness.mjs';
import { credentials, expiresIn } from './inputs.mjs';
import { number, printTable } from './report.mjs';

const COUNTS = [100, 1000, 5000, 20_000];

export function run() {
  const rows = COUNTS.map((count) => {
    const services = Array.from({ length: count }, (_, i) => ({
      service: 'rtc',
      channelName: `room-${i % 97}`,
      uid: 1 + ((i * 7919) % 1_000_003),
      privileges: { joinChannel: expiresIn },
    }));
    const token = buildToken({ ...credentials, expiresIn, services });
    return {
      count,
      build: costOf(count, () => buildToken({ ...credentials, expiresIn, services })),
      decode: costOf(count, () => decodeToken(token)),
      officialBuild: costOf(count, () => buildOfficially(services)),
      officialParse: costOf(count, () => new agoraTokens.AccessToken2('', '', 0, 0).from_string(token)),
    };
  });
  printTable(
    'Growth: µs per service',
    ['services', 'buildToken', 'decodeToken', 'agora-token build', 'agora-token parse'],
    rows.map(({ count, ...costs }) => [String(count), ...Object.values(costs).map(number)]),
  );
  const at = (count) => rows.find((row) => row.count === count);
  // From 5,000, where zlib's window is full; below that, each service adds bytes for deflate to search.
  record('growBuild', at(20_000).build / at(5000).build);
  record('growRead', at(20_000).decode / at(5000).decode);
}

/** Microseconds per service: the 20th percentile of the runs that fit into 0.3 seconds. */
function costOf(count, run) {
  const times = [];
  const end = performance.now() + 300;
  do {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  } while (performance.now() < end || times.length < 3);
  return (percentile(times, 0.2) * 1000) / count;
}

function buildOfficially(services) {
  const token = new agoraTokens.AccessToken2(credentials.appId, credentials.appCertificate, 0, expiresIn);
  for (const { channelName, uid } of services) {
    const rtc = new agoraTokens.ServiceRtc(channelName, uid);
    rtc.add_privilege(agoraTokens.ServiceRtc.kPrivilegeJoinChannel, expiresIn);
    token.add_service(rtc);
  }
  return token.build();
}
