/** For probes: is the process alive, and should it get requests? */
import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '../http/context.ts';

const health = z.object({ status: z.enum(['ok', 'unavailable']) }).openapi('Health');
const content = { 'application/json': { schema: health } };

const alive = createRoute({
  method: 'get',
  path: '/healthz',
  operationId: 'isAlive',
  summary: 'Whether the process is alive',
  security: [],
  responses: { 200: { description: 'It is', content } },
});

const ready = createRoute({
  method: 'get',
  path: '/readyz',
  operationId: 'isReady',
  summary: 'Whether requests should be sent here',
  security: [],
  responses: {
    200: { description: 'They should', content },
    503: { description: 'Not now: it is stopping, or lacks what it needs', content },
  },
});

export function healthRoutes(app: App, isReady: () => boolean | Promise<boolean>): void {
  app.openapi(alive, (c) => c.json({ status: 'ok' } as const, 200));
  app.openapi(ready, async (c) =>
    (await isReady()) ? c.json({ status: 'ok' } as const, 200) : c.json({ status: 'unavailable' } as const, 503),
  );
}
