/** From environment variables to a configuration: each variable by itself, then what they mean together. */
import type { AppCredentials } from 'accesstoken2';
import { type Lifetimes, SERVICES } from '../tokens/policy.ts';
import { hasAdmin, readAuth } from './auth.ts';
import type { Config } from './config.ts';
import { type Environment, Problems, type ReadFile, readValues } from './environment.ts';
import type { Values, VariableName } from './variables.ts';

/** The public credentials of Agora's own test suites: tokens issued with them are real, and grant access to nobody's project. */
export const DEMO_CREDENTIALS: AppCredentials = {
  appId: '970CA35de60c44645bbae8a215061b33',
  appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
};

/** A platform that calls the server: nothing of it listens, and everybody can connect to the platform. */
export interface Hosted {
  /** What the platform cannot do, by the variable that would ask for it. */
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
    if (values[name] !== undefined) problems.add(name, 'is set, and this platform cannot do it');
  }

  const credentials = readCredentials(values, problems);
  const auth = readAuth(values, hosted !== undefined, problems);
  const isDemo = auth.modes.includes('demo');
  const window = values.RATE_LIMIT_WINDOW;
  const config: Config = {
    credentials,
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
      appTokens: hasAdmin(auth),
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

/** The demo credentials stand in for both, where neither is set and nobody is to be authenticated. */
function readCredentials(values: Values, problems: Problems): AppCredentials {
  const signer = values.SIGN_WITH === 'primary' ? 'AGORA_APP_CERTIFICATE' : 'AGORA_APP_CERTIFICATE_SECONDARY';
  const { AGORA_APP_ID: appId, [signer]: appCertificate } = values;
  const isUnset = appId === undefined && appCertificate === undefined && values.SIGN_WITH === 'primary';
  if (isUnset && values.AUTH_MODE.includes('demo')) return DEMO_CREDENTIALS;
  if (appId === undefined) problems.add('AGORA_APP_ID', 'is missing');
  if (appCertificate === undefined) problems.add(signer, 'is missing');
  return { appId: appId ?? '', appCertificate: appCertificate ?? '' };
}

type LifetimeName = 'USER_TOKEN_TTL' | 'APP_TOKEN_TTL' | 'MEDIA_TOKEN_TTL';

function readLifetimes(values: Values, name: LifetimeName, problems: Problems): Lifetimes {
  const lifetimes = { default: values[name], min: values[`${name}_MIN`], max: values[`${name}_MAX`] };
  if (lifetimes.min > lifetimes.max) problems.add(`${name}_MIN`, `is more than ${name}_MAX`);
  if (lifetimes.default < lifetimes.min) problems.add(name, `is less than ${name}_MIN`);
  if (lifetimes.default > lifetimes.max) problems.add(name, `is more than ${name}_MAX`);
  return lifetimes;
}
