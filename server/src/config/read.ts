/** From environment variables to a configuration: each variable by itself, then what they mean together. */
import type { AppCredentials } from 'accesstoken2';
import { type Lifetimes, SERVICES } from '../tokens/policy.ts';
import { hasAdmin, readAuth } from './auth.ts';
import type { AuthConfig, Config } from './config.ts';
import { type Environment, Problems, type ReadFile, readValues } from './environment.ts';
import { type Values, type VariableName, variables } from './variables.ts';

/** The public credentials of Agora's own test suites: tokens issued with them are real, and grant access to nobody's project. */
export const DEMO_CREDENTIALS: AppCredentials = {
  appId: '970CA35de60c44645bbae8a215061b33',
  appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
};

/** A platform that calls the server: the server does not listen, and anyone can connect to the platform. */
export interface Hosted {
  /** The variables of features that the platform does not have. */
  readonly lacks: readonly VariableName[];
}

/**
 * @param readFile for variables that name a file.
 * @param hosted where a platform calls the server.
 * @throws ConfigError with everything that is wrong.
 */
export function readConfig(env: Environment, readFile?: ReadFile, hosted?: Hosted): Config {
  const problems = new Problems();
  const values = readValues(env, readFile, problems);
  for (const name of hosted?.lacks ?? []) {
    if (values[name] !== undefined) problems.add(name, 'is set, but this platform does not support it');
  }

  reportUnknown(env, problems);
  const auth = readAuth(values, hosted !== undefined, problems);
  const appTokens = hasAdmin(auth);
  const credentials = readCredentials(values, auth, problems);
  const isDemo = auth.modes.includes('demo');
  const window = values.RATE_LIMIT_WINDOW;
  const config: Config = {
    credentials,
    appTokenCredentials: appTokens ? readAppTokenCredentials(values, credentials, problems) : credentials,
    signWith: values.SIGN_WITH,
    isDemoApp: credentials === DEMO_CREDENTIALS,
    auth,
    policy: {
      lifetimes: {
        user: readLifetimes(values, 'USER_TOKEN_TTL', problems),
        app: readLifetimes(values, 'APP_TOKEN_TTL', problems),
        media: readLifetimes(values, 'MEDIA_TOKEN_TTL', problems),
      },
      services: new Set(values.SERVICES ?? (isDemo ? SERVICES : ['chat'])),
      chatUserIds: values.CHAT_USER_IDS,
      appTokens,
    },
    dialects: values.DIALECTS ?? isDemo,
    inspector: values.INSPECTOR ?? isDemo,
    budgets: {
      address: { points: values.RATE_LIMIT_ADDRESS, window },
      user: { points: values.RATE_LIMIT_USER, window },
      service: { points: values.RATE_LIMIT_SERVICE, window },
    },
    redisUrl: values.REDIS_URL,
    exemptAddresses: values.RATE_LIMIT_EXEMPT,
    trustedProxies: values.TRUSTED_PROXIES,
    proxyHeader: values.PROXY_HEADER,
    corsOrigins: values.CORS_ORIGINS ?? (isDemo ? ['http://localhost:*', 'http://127.0.0.1:*'] : []),
    listen: { host: values.HOST, port: values.PORT },
    maxBodyBytes: values.MAX_BODY_BYTES,
    maxHeaderBytes: values.MAX_HEADER_BYTES,
    requestTimeout: values.REQUEST_TIMEOUT * 1000,
    shutdown: { delay: values.SHUTDOWN_DELAY * 1000, timeout: values.SHUTDOWN_TIMEOUT * 1000 },
    logLevel: values.LOG_LEVEL,
    audit: values.AUDIT,
    metrics: { exposed: isDemo || values.METRICS_TOKEN !== undefined, token: values.METRICS_TOKEN },
  };
  if (values.AUDIT === 'required' && !['debug', 'info'].includes(values.LOG_LEVEL)) {
    problems.add('AUDIT', 'is required, but LOG_LEVEL leaves the audit lines out; set LOG_LEVEL=info');
  }
  problems.throwIfAny();
  return config;
}

/** The demo credentials are used if none are set, in demo mode. */
function readCredentials(values: Values, { modes }: AuthConfig, problems: Problems): AppCredentials {
  const signer = values.SIGN_WITH === 'primary' ? 'AGORA_APP_CERTIFICATE' : 'AGORA_APP_CERTIFICATE_SECONDARY';
  const { AGORA_APP_ID: appId, [signer]: appCertificate } = values;
  const isUnset = appId === undefined && appCertificate === undefined && values.SIGN_WITH === 'primary';
  if (isUnset && modes.includes('demo')) return DEMO_CREDENTIALS;
  if (appId === undefined) problems.add('AGORA_APP_ID', 'is missing');
  if (appCertificate === undefined) problems.add(signer, 'is missing');
  if (appId !== undefined && appCertificate?.toLowerCase() === appId.toLowerCase()) {
    problems.add(signer, 'is the same as AGORA_APP_ID; the certificate is another string in Agora Console');
  }
  return { appId: appId ?? '', appCertificate: appCertificate ?? '' };
}

/** Agora's REST API verifies app tokens with the primary certificate only. */
function readAppTokenCredentials(values: Values, signing: AppCredentials, problems: Problems): AppCredentials {
  if (values.SIGN_WITH === 'primary') return signing;
  const { AGORA_APP_CERTIFICATE: appCertificate } = values;
  if (appCertificate === undefined) {
    problems.add('AGORA_APP_CERTIFICATE', 'is missing: app tokens are always signed with it, whatever SIGN_WITH says');
  }
  return { appId: signing.appId, appCertificate: appCertificate ?? '' };
}

/** A misspelt variable would silently stay unset. Names without Agora's prefix may belong to other programs. */
function reportUnknown(env: Environment, problems: Problems): void {
  const known = Object.keys(variables);
  for (const name of Object.keys(env)) {
    const bare = name.replace(/_FILE$/, '');
    if (!name.startsWith('AGORA_') || known.includes(bare)) continue;
    const near = known.filter((other) => other.startsWith('AGORA_') && distance(bare, other) <= 3);
    const hint =
      near.length > 0 ? `did you mean ${near.sort((a, b) => distance(bare, a) - distance(bare, b))[0]}?` : '';
    problems.add(name, `is not a variable of this server; ${hint || '--help lists them'}`);
  }
}

/** How many characters to insert, delete or replace (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

type LifetimeName = 'USER_TOKEN_TTL' | 'APP_TOKEN_TTL' | 'MEDIA_TOKEN_TTL';

function readLifetimes(values: Values, name: LifetimeName, problems: Problems): Lifetimes {
  const lifetimes = { default: values[name], min: values[`${name}_MIN`], max: values[`${name}_MAX`] };
  if (lifetimes.min > lifetimes.max) problems.add(`${name}_MIN`, `is more than ${name}_MAX`);
  if (lifetimes.default < lifetimes.min) problems.add(name, `is less than ${name}_MIN`);
  if (lifetimes.default > lifetimes.max) problems.add(name, `is more than ${name}_MAX`);
  return lifetimes;
}
