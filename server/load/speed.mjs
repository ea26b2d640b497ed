/**
 * CPU time per request (all threads, user and system) and requests per second, compared with a bare Hono server that
 * returns a constant and with an Express sample. The targets take turns, and the best round of each counts, since other
 * work on the machine disturbs it least.
 */
import * as callers from './callers.mjs';
import { fire } from './fire.mjs';
import { program, start, startRedis } from './processes.mjs';

export async function measureSpeed({ rounds, requests }) {
  const redis = await startRedis();
  const { configuration } = callers;
  const hono = await start(program.hono);
  const express = await start(program.express, configuration);
  const server = await start(program.server, configuration);
  const sharing = redis && (await start(program.server, { ...configuration, REDIS_URL: redis.url }));
  const targets = [
    { name: 'bare Hono, a constant', process: hono, request: callers.userToken },
    { name: 'Express 5 + agora-token, unprotected', process: express, request: callers.userToken },
    { name: 'API key, limits, log and audit', process: server, request: callers.userTokenByKey },
    { name: 'the same with a JWT (ES256) seen before', process: server, request: callers.userTokenByJwt },
    ...(sharing ? [{ name: 'API key, limits in Redis', process: sharing, request: callers.userTokenByKey }] : []),
    { name: 'GET /openapi.json', process: server, request: callers.openapi },
  ].map((target) => ({ ...target, perSecond: 0, cpu: Number.POSITIVE_INFINITY, faults: 0 }));

  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    for (const target of targets) {
      const before = await target.process.cpu();
      const { perSecond, statuses, errors } = await fire(target.process.url, [target.request], requests);
      const cpu = ((await target.process.cpu()) - before) / requests;
      target.faults += errors + requests - (statuses[200] ?? 0);
      if (round === 0) continue;
      target.perSecond = Math.max(target.perSecond, perSecond);
      target.cpu = Math.min(target.cpu, cpu);
    }
  }
  await Promise.all([hono, express, server, sharing].map((process) => process?.stop()));
  redis?.stop();

  const [bare, sample] = targets;
  return targets.map(({ name, perSecond, cpu, faults }) => ({
    name,
    cpu: Math.round(cpu),
    ofExpress: cpu / sample.cpu,
    perSecond: Math.round(perSecond),
    ofHono: perSecond / bare.perSecond,
    faults,
  }));
}
