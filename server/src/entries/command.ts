/** The command, independent of process and runtime: help, checks, and starting and stopping the server. */
import { sha256Hex } from '../auth/secrets.ts';
import { createAuthenticator } from '../config/authenticator.ts';
import type { Config } from '../config/config.ts';
import { ConfigError, type Environment, type ReadFile } from '../config/environment.ts';
import { readConfig } from '../config/read.ts';
import { describeVariables } from '../config/variables.ts';
import type { LogOutput } from '../operations/log-output.ts';
import { createJsonLogger } from '../operations/logger.ts';
import { VERSION } from '../routes/openapi.ts';
import { type Runtime, startListening } from './listening.ts';

/** What the command needs of its process. */
export interface Host {
  readonly args: readonly string[];
  readonly env: Environment;
  readonly readFile: ReadFile;
  out(text: string): void;
  err(text: string): void;
  onSignal(signal: Signal, listener: () => void): void;
  /** Calls the listener with what may be logged of an uncaught error. */
  onFault(listener: (fault: object) => void): void;
  /** Where the log goes. */
  openLog(): LogOutput;
  readonly runtime: Runtime;
}

type Signal = 'SIGTERM' | 'SIGINT' | 'SIGHUP';

const DONE = 0;
const FAILED = 1;
const USAGE = 2;

/** Runs the command, a server included, to its end, and returns the exit code. */
export async function runCommand(host: Host): Promise<number> {
  const [option, ...more] = host.args;
  try {
    if (option === undefined) return await serve(host);
    if (more.length === 0) {
      if (option === '--check-config') return await check(host);
      if (option === '--new-api-key') return print(host, await newApiKey());
      if (option === '--version') return print(host, `${VERSION}\n`);
      if (option === '--help' || option === '-h') return print(host, help());
    }
    host.err('accesstoken2-server: unknown option\nTry: accesstoken2-server --help\n');
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

function help(): string {
  const variables = describeVariables().map(({ name, fallback, description }) => {
    const text = fallback === '' ? description : `${description}. Default: \`${fallback}\``;
    return `  ${name}\n      ${text}\n`;
  });
  return `accesstoken2-server: issues Agora AccessToken2 tokens over HTTP

Usage: accesstoken2-server [option]

  (none)           start the server; without configuration in demo mode
  --check-config   check the configuration, and print what it means
  --new-api-key    create an API key, and its entry for API_KEYS
  --version        print the version
  --help           print this text

Signals: SIGTERM stops gracefully, SIGINT at once, SIGHUP reloads the configuration.

Configuration is in environment variables. Instead of NAME, NAME_FILE can be the path of a file with the value.

${variables.join('')}`;
}

/** A key for the back end, and its hash for the server. */
async function newApiKey(): Promise<string> {
  const random = crypto.getRandomValues(new Uint8Array(32));
  const key = `at2_${Buffer.from(random).toString('base64url')}`;
  const entry = { id: 'name-of-the-back-end', sha256: await sha256Hex(key), scopes: ['user-token'], users: '*' };
  return `The key, for the back end alone; it is not stored anywhere:\n\n${key}\n\nIts entry in API_KEYS:\n\n${JSON.stringify(entry)}\n`;
}

/** Checks everything that can be checked without listening, including Redis. Does not fetch keys from URLs. */
async function check(host: Host): Promise<number> {
  const config = readConfig(host.env, host.readFile);
  if (!config.auth.modes.includes('hook')) await createAuthenticator(config.auth);
  const problem = config.redisUrl && (await (await import('../limits/redis.ts')).checkRedis(config.redisUrl));
  // A Redis that is down may come back; one that refuses this configuration will still refuse it later.
  const isDown = /^no (connection|response)/.test(problem ?? '');
  if (problem && !isDown) throw new ConfigError([`REDIS_URL does not work: ${problem}`]);
  const warning = problem ? `Warning: Redis does not answer: ${problem}; limits would be counted in memory.\n` : '';
  return print(host, `The configuration is valid.\n${summary(config)}${warning}`);
}

/** What someone without a credential gets. */
function anonymousGets({ auth, isDemoApp, policy }: Config): string {
  if (!auth.modes.includes('demo')) return 'no token';
  if (isDemoApp) return 'any token, of the demo app';
  const kinds = policy.appTokens ? 'any token, app tokens included' : 'any user token';
  return `${kinds}, of YOUR app, from this machine`;
}

function summary(config: Config): string {
  const { auth, isDemoApp, policy, dialects, listen, redisUrl, signWith } = config;
  return [
    `  callers      ${auth.modes.join(', ')}`,
    `  anonymous    ${anonymousGets(config)}`,
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
  const output = host.openLog();
  const logger = createJsonLogger(config.logLevel, output.write);
  const failed = new Promise<number>((resolve) => {
    host.onFault((fault) => {
      logger.error(fault, 'uncaught error');
      resolve(FAILED);
    });
  });

  const server = await startListening(host.runtime, config, { logger }, output).catch((error) => {
    if (error instanceof ConfigError) throw error;
    const { code } = error as { code?: string };
    const hint = code === 'EADDRINUSE' ? ': the port is in use; set PORT to another one' : '';
    logger.error({ ...config.listen, faultCode: code }, `cannot listen${hint}`);
    return undefined;
  });
  if (server === undefined) return flushed(output, FAILED);
  host.onSignal('SIGHUP', () => {
    Promise.resolve()
      .then(() => server.reload(readConfig(host.env, host.readFile)))
      .catch((error) => {
        const problems = error instanceof ConfigError ? error.problems : [];
        logger.error({ problems }, 'configuration not reloaded; the old one stays in use');
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

  // Last: a supervisor that reads this line may send signals, which would kill a process without listeners.
  const { modes } = config.auth;
  logger.info({ url: server.url, auth: modes, demoApp: config.isDemoApp, signWith: config.signWith }, 'listening');
  if (modes.includes('demo')) {
    logger.warn({}, 'demo mode: anyone who can connect can get any token; set AUTH_MODE for production');
  }
  return flushed(output, await Promise.race([failed, stopped]));
}

/** The last lines say what was issued and why the server stopped; a log that cannot be written must not keep it alive. */
async function flushed(output: LogOutput, exitCode: number): Promise<number> {
  await output.flush(2000);
  return exitCode;
}
