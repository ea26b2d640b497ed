/**
 * Requests per second and latency of the token routes as a ratio to the same server answering a constant, and to
 * Node's HTTP server alone. The targets take turns, and of each the fastest round counts: the one that whatever else
 * the machine does has disturbed least.
 */
import * as callers from './callers.mjs';
import { fire } from './fire.mjs';
import { startServer } from './processes.mjs';

export async function measureSpeed({ rounds, requests }) {
  const bare = await startServer('bare');
  const tokens = await startServer('tokens', callers.configuration);
  const target = (name, { url }, request) => ({ name, url, request, best: { perSecond: 0 }, faults: 0 });
  const targets = [
    target('a constant, by node:http alone', bare, callers.constant),
    target('a constant, by this server', tokens, callers.constant),
    target('POST /generate-user-token, API key', tokens, callers.userTokenByKey),
    target('POST /generate-user-token, JWT (ES256)', tokens, callers.userTokenByJwt),
    target('POST /generate-app-token, API key', tokens, callers.appTokenByKey),
    target('GET /chat/user/{id}/token, API key', tokens, callers.dialectByKey),
  ];
  for (let round = 0; round < rounds; round++) {
    for (const target of targets) {
      const { perSecond, milliseconds, statuses, errors } = await fire(target.url, [target.request], requests);
      target.faults += errors + requests - (statuses[200] ?? 0);
      if (perSecond > target.best.perSecond) target.best = { perSecond, milliseconds };
    }
  }
  await Promise.all([bare.stop(), tokens.stop()]);

  const [bareConstant, constant] = targets;
  return targets.map(({ name, best, faults }) => ({
    name,
    perSecond: Math.round(best.perSecond),
    ofBare: best.perSecond / bareConstant.best.perSecond,
    ofConstant: best.perSecond / constant.best.perSecond,
    p50: percentile(best.milliseconds, 0.5) / percentile(constant.best.milliseconds, 0.5),
    p99: percentile(best.milliseconds, 0.99) / percentile(constant.best.milliseconds, 0.99),
    faults,
  }));
}

function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
