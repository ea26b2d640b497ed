/** One line in the log and one observation in the metrics for every request. The path and the query stay out of both. */
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

/** The pattern of the route that answered, such as `/chat/user/:userId/token`; one name for all that is unknown. */
function routeOf(c: ServerContext): string {
  const pattern = routePath(c, -1);
  return pattern === '*' || pattern === '/*' ? 'none' : pattern;
}
