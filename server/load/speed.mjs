/**
 * Requests per second and latency of the token routes as a ratio to the same server answering a constant, and to
 * Node's HTTP server alone. The targets take turns, so that whatever else the machine does meets all of them.
 */
import * as callers from './callers.mjs';
import { fire } from './fire.mjs';
import { startServer } from './processes.mjs';

export async function measureSpeed({ rounds, requests }) {
  const bare = await startServer('bare');
  const tokens = await startServer('tokens', callers.configuration);
  const target = (name, { url }, request) => ({ name, url, request, perSecond: [], milliseconds: [], faults: 0 });
  const targets = [
    target('a constant, by node:http alone', bare, callers.constant),
    target('a constant, by this server', tokens, callers.constant),
    target('POST /generate-user-token, API key', tokens, callers.userTokenByKey),
    target('POST /generate-user-token, JWT (ES256)', tokens, callers.userTokenByJwt),
    target('POST /generate-app-token, API key', tokens, callers.appTokenByKey),
    target('GET /chat/user/{id}/token, API key', tokens, callers.dialectByKey),
  ];
  for (let round = 0; round <= rounds; round++) {
    for (const target of targets) {
      const { perSecond, milliseconds, statuses, errors } = await fire(target.url, [target.request], requests);
      const { 200: answered = 0, ...others } = statuses;
      target.faults += errors + sum(Object.values(others)) + (answered === requests ? 0 : requests - answered);
      // The first round is for the compiler.
      if (round === 0) continue;
      target.perSecond.push(perSecond);
      target.milliseconds.push(...milliseconds);
    }
  }
  await Promise.all([bare.stop(), tokens.stop()]);

  const [, reference] = targets;
  return targets.map(({ name, perSecond, milliseconds, faults }) => ({
    name,
    perSecond: Math.round(median(perSecond)),
    ofBare: median(perSecond.map((value, round) => value / targets[0].perSecond[round])),
    ofConstant: median(perSecond.map((value, round) => value / reference.perSecond[round])),
    p50: percentile(milliseconds, 0.5) / percentile(reference.milliseconds, 0.5),
    p99: percentile(milliseconds, 0.99) / percentile(reference.milliseconds, 0.99),
    faults,
  }));
}

const sum = (values) => values.reduce((total, value) => total + value, 0);
const median = (values) => percentile(values, 0.5);

function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
