/** What the command does, without the process and the runtime around it: help, checks, and the life of a server. */
import { createAuthenticator } from '../config/authenticator.ts';
import type { Config } from '../config/config.ts';
import type { Environment, ReadFile } from '../config/environment.ts';
import { ConfigError } from '../config/problems.ts';
import { readConfig } from '../config/read.ts';
import { HELP } from './help.ts';
import { type Runtime, startListening } from './listening.ts';
import { newApiKey } from './new-api-key.ts';

/** What the command asks of its surroundings. */
export interface Host {
  readonly args: readonly string[];
  readonly env: Environment;
  readonly readFile: ReadFile;
  out(text: string): void;
  err(text: string): void;
  onSignal(signal: Signal, listener: () => void): void;
  /** Called with what may be told of an error that nobody caught. */
  onFault(listener: (fault: object) => void): void;
  readonly runtime: Runtime;
}

type Signal = 'SIGTERM' | 'SIGINT' | 'SIGHUP';

const DONE = 0;
const FAILED = 1;
const USAGE = 2;

/** Runs the command to its end, a server's too, and returns the exit code. */
export async function runCommand(host: Host): Promise<number> {
  const [option, ...more] = host.args;
  try {
    if (option === undefined) return await serve(host);
    if (more.length === 0) {
      if (option === '--check-config') return await check(host);
      if (option === '--new-api-key') return print(host, await newApiKey());
      if (option === '--help' || option === '-h') return print(host, HELP);
    }
    host.err('accesstoken2-server: there is no such option\nTry: accesstoken2-server --help\n');
    return USAGE;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    host.err(error.message);
    return USAGE;
  }
}

function print(host: Host, text: string): number {
  host.out(text);
  return DONE;
}

/** Everything that can be known without listening. Keys at a URL are not fetched. */
async function check(host: Host): Promise<number> {
  const config = readConfig(host.env, host.readFile);
  if (!config.auth.modes.includes('hook')) await createAuthenticator(config.auth);
  return print(host, `The configuration is valid.\n${summary(config)}`);
}

function summary({ auth, isDemoApp, policy, dialects, listen, redisUrl, signWith }: Config): string {
  return [
    `  callers      ${auth.modes.join(', ')}`,
    `  credentials  ${isDemoApp ? 'demo' : `your own, signing with the ${signWith} certificate`}`,
    `  services     ${[...policy.services].join(', ')}`,
    `  app tokens   ${policy.appTokens ? 'for admins' : 'off'}`,
    `  dialects     ${dialects ? 'on' : 'off'}`,
    `  limits       ${redisUrl === undefined ? 'in memory' : 'in Redis'}`,
    `  listens on   ${listen.host} port ${listen.port}`,
    '',
  ].join('\n');
}

async function serve(host: Host): Promise<number> {
  const config = readConfig(host.env, host.readFile);
  const logger = host.runtime.createLogger(config.logLevel);
  const ended = new Promise<number>((resolve) => {
    host.onFault((fault) => {
      logger.error(fault, 'fault that nobody caught');
      resolve(FAILED);
    });
  });

  const server = await startListening(host.runtime, config, { logger }).catch((error) => {
    if (error instanceof ConfigError) throw error;
    logger.error({ ...config.listen, faultCode: (error as { code?: string }).code }, 'cannot listen');
    return undefined;
  });
  if (server === undefined) return FAILED;
  host.onSignal('SIGHUP', () => {
    Promise.resolve()
      .then(() => server.reload(readConfig(host.env, host.readFile)))
      .catch((error) => {
        const problems = error instanceof ConfigError ? error.problems : [];
        logger.error({ problems }, 'configuration not reloaded; the old one goes on');
      });
  });
  const stopped = new Promise<number>((resolve) => {
    const stop = (manner: 'gracefully' | 'at once') => {
      logger.info({ manner }, 'stopping');
      server.stop(manner).then((drained) => {
        logger.info({ drained }, 'stopped');
        resolve(drained ? DONE : FAILED);
      });
    };
    host.onSignal('SIGTERM', () => stop('gracefully'));
    host.onSignal('SIGINT', () => stop('at once'));
  });

  // Last: who reads this line may send signals, and without a listener they kill.
  const { modes } = config.auth;
  logger.info({ url: server.url, auth: modes, demoApp: config.isDemoApp, signWith: config.signWith }, 'listening');
  if (modes.includes('demo')) {
    logger.warn({}, 'demo mode: everybody who can connect gets every token; set AUTH_MODE for anything else');
  }
  return Promise.race([ended, stopped]);
}
