/** Metrics for Prometheus: tokens by kind, refusals by code, latency by route, and those of the process. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { REFUSAL_STATUS } from '../refusals.ts';
import { TOKEN_KINDS } from '../tokens/policy.ts';
import type { KeyAge, Metrics } from './metrics.ts';

export interface PrometheusMetrics extends Metrics {
  readonly contentType: string;
  /** Reads the ages of the identity providers' keys from now on. */
  watchKeys(ages: () => readonly KeyAge[]): void;
  /** The text that Prometheus reads. */
  expose(): Promise<string>;
}

/** Seconds: a token takes well under a millisecond, an identity provider up to several seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** @param linesLost how many log lines were dropped so far. */
export function createPrometheusMetrics(linesLost: () => number = () => 0, version = 'unknown'): PrometheusMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'accesstoken2_build_info',
    help: 'Always 1; the label is the version of the server.',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version }, 1);
  const issued = new Counter({
    name: 'accesstoken2_tokens_issued_total',
    help: 'Tokens issued; a token of several kinds counts once for each.',
    labelNames: ['kind'],
    registers: [registry],
  });
  const refused = new Counter({
    name: 'accesstoken2_requests_refused_total',
    help: 'Requests refused, by code.',
    labelNames: ['code'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'accesstoken2_request_duration_seconds',
    help: 'From the first byte of the request to the response.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  new Counter({
    name: 'accesstoken2_log_lines_lost_total',
    help: 'Log lines that could not be written to standard output.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(linesLost());
    },
  });
  const fetched = new Counter({
    name: 'accesstoken2_jwks_fetches_total',
    help: 'Fetches of the keys of an identity provider, by issuer and result.',
    labelNames: ['issuer', 'result'],
    registers: [registry],
  });
  let keyAges: () => readonly KeyAge[] = () => [];
  new Gauge({
    name: 'accesstoken2_jwks_age_seconds',
    help: 'Seconds since the keys of an identity provider were fetched; absent before the first time.',
    labelNames: ['issuer'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { issuer, age } of keyAges()) if (age !== undefined) this.set({ issuer }, age);
    },
  });
  const fellBack = new Counter({
    name: 'accesstoken2_limits_fallback_total',
    help: 'Budgets counted in memory because Redis did not answer; a request has up to two.',
    registers: [registry],
  });
  // A counter that only appears with its first event hides that event from rate().
  for (const kind of TOKEN_KINDS) issued.inc({ kind }, 0);
  for (const code of Object.keys(REFUSAL_STATUS)) refused.inc({ code }, 0);

  return {
    tokenIssued: (kinds) => {
      for (const kind of kinds) issued.inc({ kind });
    },
    requestRefused: (code) => refused.inc({ code }),
    requestDone: ({ method, route, status, seconds }) =>
      duration.observe({ method: knownMethod(method), route, status }, seconds),
    keysFetched: (issuer, succeeded) => fetched.inc({ issuer, result: succeeded ? 'success' : 'failure' }),
    limitFellBack: () => fellBack.inc(),
    watchKeys: (ages) => {
      keyAges = ages;
    },
    contentType: registry.contentType,
    expose: () => registry.metrics(),
  };
}

/** Clients can invent methods, which must not become labels. */
function knownMethod(method: string): string {
  return ['GET', 'HEAD', 'POST', 'OPTIONS'].includes(method) ? method : 'other';
}
