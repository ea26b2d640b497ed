/** From a configuration to the options of the server; the same for every platform. */
import { authenticateDemo } from '../auth/demo.ts';
import type { TokenServerOptions } from '../server.ts';
import type { Config } from './config.ts';

/** What a platform adds: where requests come from, where logs and metrics go, which store the limits have. */
export type PlatformOptions = Pick<
  TokenServerOptions,
  'limiter' | 'logger' | 'metrics' | 'peerAddress' | 'isReady' | 'addRoutes'
>;

export function serverOptions(config: Config, platform: PlatformOptions): TokenServerOptions {
  return {
    ...platform,
    credentials: config.credentials,
    authenticate: authenticateDemo,
    policy: config.policy,
    corsOrigins: config.corsOrigins,
    maxBodyBytes: config.maxBodyBytes,
    requestTimeout: config.requestTimeout,
    trustedProxies: config.trustedProxies,
    exemptAddresses: config.exemptAddresses,
  };
}
