/** From a configuration to the server: the same on every platform, which adds where requests come from and logs go. */
import type { Authenticate } from '../auth/authenticate.ts';
import { createAuthenticator } from '../config/authenticator.ts';
import type { Config } from '../config/config.ts';
import { type PlatformOptions, serverOptions } from '../config/options.ts';
import type { CheckPassword } from '../dialects/demo-apps.ts';
import type { App } from '../http/context.ts';
import type { Logger } from '../operations/logger.ts';
import { createTokenServer, type TokenServer } from '../server.ts';

/** What an embedding program may hand in, on every platform. */
export interface EntryOptions {
  /** Default: one JSON object a line, at the level of the configuration. */
  readonly logger?: Logger;
  /** Who asks, in mode `hook`. */
  readonly authenticate?: Authenticate;
  /** Lets Agora's demo apps log in, where the dialects are on. In demo mode every password is right. */
  readonly checkPassword?: CheckPassword;
  /** Adds routes of your own. */
  readonly addRoutes?: (app: App) => void;
}

export interface Assembled {
  readonly server: TokenServer;
  /** Whether it has what it needs. */
  readonly isReady: () => boolean | Promise<boolean>;
}

/**
 * @param isOpen whether it is to get requests at all; for servers that stop.
 * @throws ConfigError where a key cannot be read, or the hook is missing.
 */
export async function assemble(
  config: Config,
  options: EntryOptions,
  platform: PlatformOptions,
  isOpen: () => boolean = () => true,
): Promise<Assembled> {
  const { authenticate, isReady } = await createAuthenticator(config.auth, options.authenticate);
  const server = createTokenServer(
    serverOptions(
      config,
      { authenticate, isReady: () => isOpen() && isReady() },
      {
        ...platform,
        ...(options.checkPassword && { checkPassword: options.checkPassword }),
        addRoutes: (app) => {
          platform.addRoutes?.(app);
          options.addRoutes?.(app);
        },
      },
    ),
  );
  return { server, isReady };
}
