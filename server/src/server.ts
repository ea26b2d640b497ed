/**
 * The token server as a Fetch handler: middleware in the order in which it runs, then the routes. Everything that depends
 * on the platform is passed in through the options.
 */
import { OpenAPIHono } from '@hono/zod-openapi';
import { type AppCredentials, createTokenIssuer } from 'accesstoken2';
import type { Authenticate } from './auth/authenticate.ts';
import { type CheckPassword, demoAppRoutes } from './dialects/demo-apps.ts';
import { dialectRoutes } from './dialects/index.ts';
import { limitBody, limitTime } from './http/body.ts';
import type { App, ServerContext, ServerEnv, TokenRoutes } from './http/context.ts';
import { localOnly } from './http/demo-guard.ts';
import { errorHandler, refuseHead, refuseOtherMethods } from './http/errors.ts';
import { type AddressBudget, createAddressBudget, gate } from './http/gate.ts';
import { allowOrigins, completeHeaders } from './http/headers.ts';
import { observe } from './http/observe.ts';
import type { Network, ProxyHeader } from './limits/address.ts';
import { type Limiter, unlimited } from './limits/limiter.ts';
import { type Logger, noLog } from './operations/logger.ts';
import { type Metrics, noMetrics } from './operations/metrics.ts';
import { Refusal } from './refusals.ts';
import { nativeRoutes } from './routes/native.ts';
import { openapiRoute, type SecuritySchemes } from './routes/openapi.ts';
import { healthRoutes } from './routes/probes.ts';
import { createIssueToken } from './tokens/issue.ts';
import { DEFAULT_POLICY, type Policy } from './tokens/policy.ts';

export interface TokenServerOptions {
  /** The app that the tokens are for, and the certificate that signs them. */
  readonly credentials: AppCredentials;
  /** Sign app tokens instead of `credentials`. */
  readonly appTokenCredentials?: AppCredentials | undefined;
  /** Identifies the caller of a request. */
  readonly authenticate: Authenticate;
  /** Whether `authenticate` reads the body, which is then read before. Default: no. */
  readonly authenticatesBody?: boolean;
  /** Lifetimes, services, and whether app tokens are issued. Default: Chat user tokens of at most 24 hours. */
  readonly policy?: Policy;
  /** Default: no limits. */
  readonly limiter?: Limiter;
  /** Receives an audit line for every token, without the token. Default: no log. */
  readonly logger?: Logger;
  /** Whether the logger can write an audit line now; while it can't, no token is issued. Default: always. */
  readonly canAudit?: () => boolean;
  /** Default: no metrics. */
  readonly metrics?: Metrics;
  /** Unix milliseconds. Default: `Date.now`. */
  readonly clock?: () => number;
  /** From 0 up to but not including 1, for salts. Default: `Math.random`. */
  readonly random?: () => number;
  /** Web pages that may read the responses: `https://app.example`, `http://localhost:*`, `*`. Default: none. */
  readonly corsOrigins?: readonly string[];
  /** Bytes. Default: 16 KiB. */
  readonly maxBodyBytes?: number;
  /** Milliseconds after which a request fails. Default: 10 seconds. */
  readonly requestTimeout?: number;
  /** The address at the other end of the connection. Default: unknown, so that all clients share one budget. */
  readonly peerAddress?: (c: ServerContext) => string | undefined;
  /** Proxies whose `proxyHeader` is trusted. */
  readonly trustedProxies?: readonly Network[];
  /** The header in which they pass on the client's address. Default: `x-forwarded-for`. */
  readonly proxyHeader?: ProxyHeader;
  /** Addresses without a budget. */
  readonly exemptAddresses?: readonly Network[];
  /** Only answer requests from this machine, see `demo-guard.ts`; for servers without authentication. */
  readonly localOnly?: boolean;
  /** For `GET /readyz`. Default: always ready. */
  readonly isReady?: () => boolean | Promise<boolean>;
  /** Add the routes of other token servers, for clients that were written for those. Default: no. */
  readonly dialects?: boolean;
  /** With `dialects`, lets Agora's demo apps log in with an account and a password. Default: they cannot. */
  readonly checkPassword?: CheckPassword;
  /** The ways to authenticate, for the OpenAPI document. Default: not documented. */
  readonly securitySchemes?: SecuritySchemes;
  /** Adds the platform's own routes, such as metrics or static files; `budget` limits attempts to guess a credential. */
  readonly addRoutes?: (app: App, budget: AddressBudget) => void;
}

export interface TokenServer {
  /** A Fetch handler; `env` and `executionContext` are the platform's. */
  fetch(request: Request, env?: object, executionContext?: never): Response | Promise<Response>;
}

/** Creates the server. It does not listen: the platform's entry calls `fetch`. */
export function createTokenServer(options: TokenServerOptions): TokenServer {
  const { logger = noLog, metrics = noMetrics, clock = Date.now, policy = DEFAULT_POLICY } = options;
  const app: App = new OpenAPIHono<ServerEnv>();
  app.onError(errorHandler(logger, metrics));
  app.notFound(() => {
    throw new Refusal('ERR_NOT_FOUND', 'there is no such route');
  });

  const addresses = {
    peerAddress: options.peerAddress ?? (() => undefined),
    trustedProxies: options.trustedProxies ?? [],
    proxyHeader: options.proxyHeader ?? ('x-forwarded-for' as const),
  };
  app.use(observe(addresses, logger, metrics, clock));
  app.use(completeHeaders);
  if (options.localOnly === true) app.use(localOnly);
  app.use(allowOrigins(options.corsOrigins ?? []));

  healthRoutes(app, options.isReady ?? (() => true));
  openapiRoute(app, options.securitySchemes ?? {});
  const limiter = options.limiter ?? unlimited;
  const budget = createAddressBudget(limiter, options.exemptAddresses ?? []);
  options.addRoutes?.(app, budget);

  const issue = issueWith(options, policy, logger, metrics, clock);
  const inTime = limitTime(options.requestTimeout ?? 10_000);
  const bounded = limitBody(options.maxBodyBytes ?? 16_384);
  const authenticated = gate(options.authenticate, limiter, budget);
  const routes: TokenRoutes = {
    // The cheap checks come first, and no body is read before authentication, unless that needs it.
    guard: [
      refuseHead,
      inTime,
      ...(options.authenticatesBody === true ? [bounded, authenticated] : [authenticated, bounded]),
    ],
    issue,
  };
  nativeRoutes(app, routes, policy);
  if (options.dialects === true) {
    dialectRoutes(app, routes);
    if (options.checkPassword !== undefined) {
      demoAppRoutes(
        app,
        {
          // The credentials are in the body, which must be read first.
          guardWith: (authenticate) => [inTime, bounded, gate(authenticate, limiter, budget)],
          issue,
        },
        options.checkPassword,
      );
    }
  }

  refuseOtherMethods(app);
  return { fetch: (request, env, executionContext) => app.fetch(request, env ?? {}, executionContext) };
}

/** Issues, counts, and writes the audit line: caller, users, grants, lifetime, salt; never the token. */
function issueWith(
  { credentials, appTokenCredentials = credentials, random = Math.random, canAudit = () => true }: TokenServerOptions,
  policy: Policy,
  logger: Logger,
  metrics: Metrics,
  clock: () => number,
): TokenRoutes['issue'] {
  const issueToken = createIssueToken({
    issuer: createTokenIssuer(credentials),
    appIssuer: createTokenIssuer(appTokenCredentials),
    policy,
    clock,
    random,
  });
  return (c, request) => {
    const caller = c.get('caller');
    if (caller === undefined) throw new Refusal('ERR_UNAUTHENTICATED', 'a credential is needed');
    if (!canAudit()) throw new Refusal('ERR_UNAVAILABLE', 'tokens cannot be audited at the moment');
    const issued = issueToken(caller, request);
    metrics.tokenIssued(issued.kinds);
    const { token: _, ...record } = issued;
    logger.info(
      {
        audit: 'token',
        requestId: c.get('requestId'),
        clientRequestId: c.get('clientRequestId'),
        traceId: c.get('traceId'),
        address: c.get('address').text,
        caller: caller.id,
        ...record,
      },
      'token issued',
    );
    return issued;
  };
}
