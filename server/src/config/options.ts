/** From a configuration to the options of the server; the same for every platform. */
import { inspectorRoute } from '../routes/inspector.ts';
import type { TokenServerOptions } from '../server.ts';
import type { Authenticator } from './authenticator.ts';
import type { Config } from './config.ts';
import { securitySchemes } from './security-schemes.ts';

/** What a platform adds: where requests come from, where logs and metrics go, which store the limits have. */
export type PlatformOptions = Pick<
  TokenServerOptions,
  'limiter' | 'logger' | 'metrics' | 'peerAddress' | 'checkPassword' | 'addRoutes'
>;

export function serverOptions(
  config: Config,
  { authenticate, isReady }: Authenticator,
  platform: PlatformOptions,
): TokenServerOptions {
  const isDemo = config.auth.modes.includes('demo');
  return {
    ...(isDemo && { checkPassword: () => true }),
    ...platform,
    authenticate,
    isReady,
    credentials: config.credentials,
    localNamesOnly: isDemo && !config.isDemoApp,
    policy: config.policy,
    dialects: config.dialects,
    reference: config.reference,
    securitySchemes: securitySchemes(config.auth),
    corsOrigins: config.corsOrigins,
    maxBodyBytes: config.maxBodyBytes,
    requestTimeout: config.requestTimeout,
    trustedProxies: config.trustedProxies,
    exemptAddresses: config.exemptAddresses,
    addRoutes: (app) => {
      if (config.inspector) inspectorRoute(app);
      platform.addRoutes?.(app);
    },
  };
}
