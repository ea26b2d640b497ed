/**
 * The token server as a Fetch handler. Middleware in the order in which a request meets it, then the routes.
 * Whatever touches a platform comes in through the options.
 */
import { OpenAPIHono } from '@hono/zod-openapi';
import { type AppCredentials, createTokenIssuer } from 'accesstoken2';
import { requestId } from 'hono/request-id';
import type { Authenticate } from './auth/authenticate.ts';
import { dialectRoutes } from './dialects/all.ts';
import { type CheckPassword, demoAppRoutes } from './dialects/demo-apps.ts';
import { limitBody, limitTime } from './http/body.ts';
import type { App, Counter, Middleware, ServerContext, ServerEnv } from './http/context.ts';
import { allowOrigins } from './http/cors.ts';
import { errorHandler } from './http/errors.ts';
import { gate } from './http/gate.ts';
import { safeHeaders } from './http/headers.ts';
import { localNamesOnly } from './http/host.ts';
import { refuseOtherMethods } from './http/methods.ts';
import { observe } from './http/observe.ts';
import { refuseInvalid } from './http/validation.ts';
import type { Network } from './limits/address.ts';
import { type Limiter, unlimited } from './limits/limiter.ts';
import { type Logger, silent } from './operations/logger.ts';
import { type Metrics, uncounted } from './operations/metrics.ts';
import { Refusal } from './refusals.ts';
import { healthRoutes } from './routes/health.ts';
import { appTokenRoute, userTokenRoute } from './routes/native.ts';
import { openapiRoute, type SecuritySchemes } from './routes/openapi.ts';
import { referenceRoute } from './routes/reference.ts';
import { createDesk } from './tokens/desk.ts';
import { DEFAULT_POLICY, type Policy } from './tokens/policy.ts';

export interface TokenServerOptions {
  /** The app that tokens are for, and the certificate that signs them. */
  readonly credentials: AppCredentials;
  /** Who asks; see the authenticators of this package, or hand in a function of your own. */
  readonly authenticate: Authenticate;
  /** Lifetimes, services, and whether app tokens exist. Default: Chat user tokens of at most 24 hours. */
  readonly policy?: Policy;
  /** Default: no limits. */
  readonly limiter?: Limiter;
  /** Default: no log. It gets an audit line for every token, without the token. */
  readonly logger?: Logger;
  /** Default: no metrics. */
  readonly metrics?: Metrics;
  /** Unix milliseconds. Default: `Date.now`. */
  readonly clock?: () => number;
  /** From 0 up to but not including 1; draws salts. Default: `Math.random`. */
  readonly random?: () => number;
  /** Web pages that may read the answers: `https://app.example`, `http://localhost:*`, `*`. Default: none. */
  readonly corsOrigins?: readonly string[];
  /** Bytes. Default: 16 KiB. */
  readonly maxBodyBytes?: number;
  /** Milliseconds until a request is given up. Default: 10 seconds. */
  readonly requestTimeout?: number;
  /** The address at the other end of the connection. Default: unknown, so that all share one budget. */
  readonly peerAddress?: (c: ServerContext) => string | undefined;
  /** Proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly Network[];
  /** Addresses without a budget. */
  readonly exemptAddresses?: readonly Network[];
  /** Answer under `localhost` and IP addresses only; for servers of this machine that authenticate nobody. */
  readonly localNamesOnly?: boolean;
  /** Asked by `GET /readyz`. Default: always ready. */
  readonly isReady?: () => boolean | Promise<boolean>;
  /** Also the routes of other token servers, for clients that were written for those. Default: no. */
  readonly dialects?: boolean;
  /** Among the dialects, lets Agora's demo apps log in with an account and a password. Default: they cannot. */
  readonly checkPassword?: CheckPassword;
  /** The ways to authenticate, for the OpenAPI document: each of them lets a caller in. Default: it says nothing of that. */
  readonly securitySchemes?: SecuritySchemes;
  /** Also the page `/reference`, which shows the OpenAPI document. Default: no. */
  readonly reference?: boolean;
  /** Adds routes of the platform's own, such as metrics or static files. */
  readonly addRoutes?: (app: App) => void;
}

export interface TokenServer {
  /** A Fetch handler; `env` and `executionContext` are the platform's. */
  fetch(request: Request, env?: object, executionContext?: never): Response | Promise<Response>;
}

/** Makes the server. It listens to nothing: an entry of the platform calls `fetch`. */
export function createTokenServer(options: TokenServerOptions): TokenServer {
  const { logger = silent, metrics = uncounted, clock = Date.now, policy = DEFAULT_POLICY } = options;
  const app: App = new OpenAPIHono<ServerEnv>({ defaultHook: refuseInvalid });
  app.onError(errorHandler(logger, metrics));
  app.notFound(() => {
    throw new Refusal('ERR_NOT_FOUND', 'there is nothing here');
  });

  app.use(requestId({ limitLength: 64 }));
  app.use(observe(logger, metrics, clock));
  app.use(safeHeaders);
  if (options.localNamesOnly === true) app.use(localNamesOnly);
  app.use(allowOrigins(options.corsOrigins ?? []));

  healthRoutes(app, options.isReady ?? (() => true));
  const document = openapiRoute(app, options.securitySchemes ?? {});
  if (options.reference === true) referenceRoute(app, document);
  options.addRoutes?.(app);

  const issue = issueWith(options, policy, logger, metrics, clock);
  const counter: Counter = { guard: guardWith(options), issue };
  userTokenRoute(app, counter, policy.lifetimes.user);
  if (policy.appTokens) appTokenRoute(app, counter, policy.lifetimes.app);
  if (options.dialects === true) {
    dialectRoutes(app, counter);
    if (options.checkPassword !== undefined) {
      demoAppRoutes(
        app,
        { guardWith: (authenticate) => bodyFirst(options, authenticate), issue },
        options.checkPassword,
      );
    }
  }

  refuseOtherMethods(app);
  return { fetch: (request, env, executionContext) => app.fetch(request, env ?? {}, executionContext) };
}

/** In front of every route that issues tokens; what is cheap comes first, and nobody unknown has a body read. */
function guardWith(options: TokenServerOptions): Middleware[] {
  return [
    limitTime(options.requestTimeout ?? 10_000),
    gateWith(options, options.authenticate),
    limitBody(options.maxBodyBytes ?? 16_384),
  ];
}

/** Where the body tells who asks, it has to be read before that is known. */
function bodyFirst(options: TokenServerOptions, authenticate: Authenticate): Middleware[] {
  return [
    limitTime(options.requestTimeout ?? 10_000),
    limitBody(options.maxBodyBytes ?? 16_384),
    gateWith(options, authenticate),
  ];
}

function gateWith(options: TokenServerOptions, authenticate: Authenticate): Middleware {
  return gate({
    authenticate,
    limiter: options.limiter ?? unlimited,
    peerAddress: options.peerAddress ?? (() => undefined),
    trustedProxies: options.trustedProxies ?? [],
    exemptAddresses: options.exemptAddresses ?? [],
  });
}

/** Issues at the desk, counts, and writes the audit line: who, for whom, what, how long, which salt; never the token. */
function issueWith(
  { credentials, random = Math.random }: TokenServerOptions,
  policy: Policy,
  logger: Logger,
  metrics: Metrics,
  clock: () => number,
): Counter['issue'] {
  const desk = createDesk({ issuer: createTokenIssuer(credentials), policy, clock, random });
  return (c, ask) => {
    const caller = c.get('caller');
    if (caller === undefined) throw new Refusal('ERR_UNAUTHENTICATED', 'a credential is needed');
    const issued = desk.issue(caller, ask);
    metrics.tokenIssued(issued.kinds);
    const { token: _, ...record } = issued;
    logger.info({ audit: 'token', requestId: c.get('requestId'), caller: caller.id, ...record }, 'token issued');
    return issued;
  };
}
