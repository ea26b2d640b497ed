/** One log line and one observation in the metrics per request. Path and query are in neither. */
import { routePath } from 'hono/route';
import type { Logger } from '../operations/logger.ts';
import type { Metrics } from '../operations/metrics.ts';
import type { Middleware, ServerContext } from './context.ts';

export function observe(logger: Logger, metrics: Metrics, clock: () => number): Middleware {
  return async (c, next) => {
    const start = clock();
    await next();
    const seconds = Math.max(0, clock() - start) / 1000;
    const { method } = c.req;
    const route = routeOf(c);
    const { status } = c.res;
    metrics.requestDone({ method, route, status, seconds });
    logger.info(
      {
        requestId: c.get('requestId'),
        method,
        route,
        status,
        ms: Math.round(seconds * 1000),
        address: c.get('address'),
        caller: c.get('caller')?.id,
        refused: c.get('refused'),
      },
      'request',
    );
  };
}

/** The pattern of the route, such as `/chat/user/:userId/token`; `none` for every unknown path. */
function routeOf(c: ServerContext): string {
  const pattern = routePath(c, -1);
  return pattern === '*' || pattern === '/*' ? 'none' : pattern;
}
