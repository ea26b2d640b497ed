/** From a configuration to the server, the same on every platform. */
import type { Authenticate } from '../auth/authenticate.ts';
import type { KeySources } from '../auth/key-sources.ts';
import { createAuthenticator } from '../config/authenticator.ts';
import type { AuthConfig, Config } from '../config/config.ts';
import type { CheckPassword } from '../dialects/demo-apps.ts';
import type { App } from '../http/context.ts';
import type { Logger } from '../operations/logger.ts';
import type { SecuritySchemes } from '../routes/openapi.ts';
import { demoRoute, inspectorRoute } from '../routes/pages.ts';
import { createTokenServer, type TokenServer, type TokenServerOptions } from '../server.ts';

/** What an embedding program may pass in, on every platform. */
export interface EntryOptions {
  /** Default: one JSON object per line, at the configured level. */
  readonly logger?: Logger;
  /** Identifies callers in mode `hook`. */
  readonly authenticate?: Authenticate;
  /** Lets Agora's demo apps log in if the dialects are on. In demo mode every password is accepted. */
  readonly checkPassword?: CheckPassword;
  /** Adds your own routes. */
  readonly addRoutes?: (app: App) => void;
}

/** What a platform adds: where requests come from, where logs and metrics go, which store the limits use. */
export type PlatformOptions = Pick<
  TokenServerOptions,
  'limiter' | 'logger' | 'metrics' | 'peerAddress' | 'checkPassword' | 'addRoutes'
> & {
  /** Whether a log line written now can be expected to arrive. Default: always. */
  readonly canLog?: () => boolean;
};

/**
 * @param isOpen whether the server should get requests at all; `false` while it stops.
 * @param sources keeps remote keys from one configuration to the next.
 * @throws ConfigError if a key cannot be read, or the hook is missing.
 */
export async function assemble(
  config: Config,
  options: EntryOptions,
  platform: PlatformOptions,
  isOpen: () => boolean = () => true,
  sources?: KeySources,
): Promise<TokenServer> {
  const authenticate = await createAuthenticator(config.auth, options.authenticate, sources);
  return createTokenServer(
    serverOptions(
      config,
      authenticate,
      {
        ...platform,
        ...(options.checkPassword && { checkPassword: options.checkPassword }),
        addRoutes: (app, budget) => {
          platform.addRoutes?.(app, budget);
          options.addRoutes?.(app);
        },
      },
      isOpen,
    ),
  );
}

export function serverOptions(
  config: Config,
  authenticate: Authenticate,
  { canLog, ...platform }: PlatformOptions,
  isOpen: () => boolean = () => true,
): TokenServerOptions {
  const canAudit = config.audit === 'required' && canLog !== undefined ? canLog : () => true;
  const isDemo = config.auth.modes.includes('demo');
  return {
    ...(isDemo && { checkPassword: () => true }),
    ...platform,
    authenticate,
    authenticatesBody: config.auth.forward !== undefined,
    isReady: () => canAudit() && isOpen(),
    canAudit,
    credentials: config.credentials,
    appTokenCredentials: config.appTokenCredentials,
    localOnly: isDemo && !config.isDemoApp,
    policy: config.policy,
    dialects: config.dialects,
    securitySchemes: securitySchemes(config.auth),
    corsOrigins: config.corsOrigins,
    maxBodyBytes: config.maxBodyBytes,
    requestTimeout: config.requestTimeout,
    trustedProxies: config.trustedProxies,
    proxyHeader: config.proxyHeader,
    exemptAddresses: config.exemptAddresses,
    addRoutes: (app, budget) => {
      if (isDemo) demoRoute(app);
      if (config.inspector) inspectorRoute(app);
      platform.addRoutes?.(app, budget);
    },
  };
}

/** How a hook or a forward back end authenticates is unknown, and demo mode has no credentials. */
function securitySchemes({ jwt, apiKeys }: AuthConfig): SecuritySchemes {
  return {
    ...(jwt && {
      jwt: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'A JSON Web Token of the sign-in system, which identifies the user.',
      },
    }),
    ...(apiKeys && {
      apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'For back ends.' },
      apiKeyAsBearer: { type: 'http', scheme: 'bearer', description: 'The same key in the other header.' },
    }),
  };
}
