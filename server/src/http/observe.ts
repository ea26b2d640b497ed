/**
 * The outermost middleware: gives the request an ID and an address, and writes one log line and one observation in the
 * metrics for it. Path and query are in neither.
 */
import { routePath } from 'hono/route';
import { type Address, clientAddress, type Network, type ProxyHeader } from '../limits/address.ts';
import type { Logger } from '../operations/logger.ts';
import type { Metrics } from '../operations/metrics.ts';
import type { Middleware, ServerContext } from './context.ts';

export interface AddressOptions {
  /** The address at the other end of the connection, if the platform provides it. */
  readonly peerAddress: (c: ServerContext) => string | undefined;
  readonly trustedProxies: readonly Network[];
  readonly proxyHeader: ProxyHeader;
}

export function observe(addresses: AddressOptions, logger: Logger, metrics: Metrics, clock: () => number): Middleware {
  return async (c, next) => {
    const start = clock();
    const requestId = crypto.randomUUID();
    const clientRequestId = usableId(c.req.header('x-request-id'));
    const traceId = traceIdOf(c.req.header('traceparent'));
    const address = addressOf(c, addresses);
    c.set('requestId', requestId);
    c.set('address', address);
    c.set('headers', { 'X-Request-Id': requestId });
    if (clientRequestId !== undefined) c.set('clientRequestId', clientRequestId);
    if (traceId !== undefined) c.set('traceId', traceId);

    await next();

    const seconds = Math.max(0, clock() - start) / 1000;
    const { method } = c.req;
    const route = routeOf(c);
    const { status } = c.res;
    metrics.requestDone({ method, route, status, seconds });
    logger.info(
      {
        requestId,
        clientRequestId,
        traceId,
        method,
        route,
        status,
        ms: Math.round(seconds * 1000),
        address: address.text,
        caller: c.get('caller')?.id,
        refused: c.get('refused'),
      },
      'request',
    );
  };
}

function addressOf(c: ServerContext, { peerAddress, trustedProxies, proxyHeader }: AddressOptions): Address {
  return clientAddress(peerAddress(c), c.req.header(proxyHeader), trustedProxies, proxyHeader);
}

/** It goes into the log. */
function usableId(id: string | undefined): string | undefined {
  return id !== undefined && /^[\w=-]{1,64}$/.test(id) ? id : undefined;
}

/** The trace of W3C Trace Context §3.2, as OpenTelemetry propagates it; all zeros mean that there is none. */
function traceIdOf(traceparent: string | undefined): string | undefined {
  const id = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?$/.exec(traceparent ?? '')?.[1];
  return id === undefined || /^0+$/.test(id) ? undefined : id;
}

/** The pattern of the route, such as `/chat/user/:userId/token`; `none` for every unknown path. */
function routeOf(c: ServerContext): string {
  const pattern = routePath(c, -1);
  return pattern === '*' || pattern === '/*' ? 'none' : pattern;
}
