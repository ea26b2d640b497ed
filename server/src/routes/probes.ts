/** For machines that watch the server: health checks, and `GET /metrics` on platforms that keep metrics. */
import { createRoute, z } from '@hono/zod-openapi';
import { bearerToken } from '../auth/authenticate.ts';
import { equalSecrets } from '../auth/secrets.ts';
import type { App } from '../http/context.ts';
import type { AddressBudget } from '../http/gate.ts';
import { Refusal } from '../refusals.ts';

const health = z.object({ status: z.enum(['ok', 'unavailable']) }).openapi('Health');
const content = { 'application/json': { schema: health } };

const alive = createRoute({
  method: 'get',
  path: '/healthz',
  operationId: 'isAlive',
  summary: 'Whether the process is alive',
  security: [],
  responses: { 200: { description: 'The process is alive', content } },
});

const ready = createRoute({
  method: 'get',
  path: '/readyz',
  operationId: 'isReady',
  summary: 'Whether requests should be sent here',
  security: [],
  responses: {
    200: { description: 'Send requests', content },
    503: { description: 'Not now: the server is stopping, or something it needs is missing', content },
  },
});

export function healthRoutes(app: App, isReady: () => boolean | Promise<boolean>): void {
  app.openapi(alive, (c) => c.json({ status: 'ok' } as const, 200));
  app.openapi(ready, async (c) =>
    (await isReady()) ? c.json({ status: 'ok' } as const, 200) : c.json({ status: 'unavailable' } as const, 503),
  );
}

export interface ReadableMetrics {
  readonly contentType: string;
  expose(): Promise<string>;
}

/** @param secret the Bearer credential that is required; without one, anyone may read the metrics. */
export function metricsRoute(
  app: App,
  metrics: ReadableMetrics,
  secret: string | undefined,
  budget: AddressBudget,
): void {
  app.get('/metrics', async (c) => {
    budget.check(c);
    if (secret !== undefined && !(await equalSecrets(secret, bearerToken(c.req.raw) ?? ''))) {
      const enforce = await budget.count(c);
      enforce();
      throw new Refusal('ERR_UNAUTHENTICATED', 'the credential for the metrics is missing or wrong');
    }
    return c.body(await metrics.expose(), 200, { 'Content-Type': metrics.contentType });
  });
}
