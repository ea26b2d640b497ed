/**
 * Memory over many requests, each for a different user and from a different address; about one in ten is refused.
 * Growth in the first quarter is code, caches and budgets filling up; growth after that would be a leak.
 */
import { badLifetime, configuration, userTokenByKey } from './callers.mjs';
import { fire } from './fire.mjs';
import { program, start } from './processes.mjs';

const SAMPLES_PER_QUARTER = 5;

const env = { ...configuration, TRUSTED_PROXIES: '127.0.0.1' };

export async function measureMemory({ requests }) {
  const server = await start(program.server, env);
  const perSample = Math.ceil(requests / (4 * SAMPLES_PER_QUARTER));
  const samples = [];
  const result = { requests: 0, refused: 0, faults: 0 };
  const pattern = [badLifetime, ...Array(9).fill(userTokenByKey)].map(fromAnyone());
  while (samples.length < 4 * SAMPLES_PER_QUARTER) {
    const { statuses, errors } = await fire(server.url, pattern, perSample);
    const { 200: answered = 0, 400: refused = 0 } = statuses;
    result.requests += perSample;
    result.refused += refused;
    result.faults += errors + perSample - answered - refused;
    samples.push(await server.memory());
  }
  await server.stop();
  const mean = (of, key) => of.reduce((total, sample) => total + sample[key], 0) / of.length;
  const growth = (key) =>
    mean(samples.slice(-SAMPLES_PER_QUARTER), key) -
    mean(samples.slice(SAMPLES_PER_QUARTER, 2 * SAMPLES_PER_QUARTER), key);
  const last = samples.at(-1);
  return {
    ...result,
    rss: megabytes(last.rss),
    heap: megabytes(last.heap),
    heapGrowth: megabytes(growth('heap')),
  };
}

/** Rewrites a request for another user and address each time. */
function fromAnyone() {
  let count = 0;
  return (request) => ({
    ...request,
    setupRequest(sent) {
      count++;
      const address = `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`;
      return {
        ...sent,
        body: request.body.replace('alice', `user-${count}`),
        headers: { ...sent.headers, 'x-forwarded-for': address },
      };
    },
  });
}

const megabytes = (bytes) => Math.round(bytes / 1e4) / 100;
