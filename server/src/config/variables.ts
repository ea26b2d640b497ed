/**
 * The environment variables, each with its check, its default and its description. The table in docs/configuration.md
 * and the help are generated from this; checks that involve several variables are in `read.ts` and `auth.ts`.
 */
import { z } from 'zod';
import { isLoopback, PROXY_HEADERS, parseNetwork } from '../limits/address.ts';
import { LOG_LEVELS } from '../operations/logger.ts';
import { LONGEST_LIFETIME } from '../tokens/agora.ts';
import { SERVICES } from '../tokens/policy.ts';

const hexId = z.string().regex(/^[0-9a-fA-F]{32}$/, 'must be 32 hexadecimal digits');

/** A whole number in decimal digits. */
function integer(min: number, max: number) {
  return z
    .string()
    .regex(/^[0-9]{1,15}$/, `must be a whole number of ${min} to ${max}`)
    .transform(Number)
    .pipe(
      z
        .number()
        .min(min, `must be a whole number of ${min} to ${max}`)
        .max(max, `must be a whole number of ${min} to ${max}`),
    );
}

const seconds = (fallback: number) => integer(1, LONGEST_LIFETIME).prefault(String(fallback));

const yesNo = z.enum(['on', 'off'], 'must be on or off').transform((text) => text === 'on');

/** `a, b ,c`: the parts, without white space and empty parts. */
function list<T extends z.ZodType<unknown, string>>(part: T) {
  return z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''))
    .pipe(z.array(part));
}

const network = z.string().transform((text, context) => {
  try {
    return parseNetwork(text);
  } catch {
    context.addIssue('must be an address or a network such as 10.0.0.0/8');
    return z.NEVER;
  }
});

/** Trusting everyone would let any client choose the address that the limits count. */
const proxyNetwork = network.refine(([, bits]) => bits > 0, 'is every address: name the proxies only');

/** As browsers send it: any other spelling would never match. */
const origin = z
  .string()
  .regex(
    /^(\*|https?:\/\/[^/\s*?#@]+(:\*)?)$/,
    'must be an origin such as https://app.example, http://localhost:* or *',
  )
  .refine(
    (text) => text === '*' || text.endsWith(':*') || (URL.canParse(text) && new URL(text).origin === text),
    'never matches: browsers send origins in lower case, without the default port and without a path',
  );

export const AUTH_MODES = ['jwt', 'api-key', 'forward', 'hook', 'demo'] as const;

const JWT_ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
  ...['HS256', 'HS384', 'HS512'],
] as const;

const httpUrl = z.string().refine((text) => URL.canParse(text) && /^https?:/i.test(text), 'must be an https URL');

/** It receives credentials, so the connection must be encrypted, unless it stays on this machine. */
const forwardUrl = httpUrl.refine((text) => {
  if (!URL.canParse(text)) return true;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || isLoopback(hostname);
}, 'must be an https URL, since it receives credentials');

const maxExpire = `must be a whole number of 1 to ${LONGEST_LIFETIME}`;

/** What API keys and the rules of JWTs have in common. */
const tokenRules = {
  channels: z.string('must be a string').min(1, 'must not be empty').optional(),
  publish: z.boolean('must be true or false').optional(),
  maxExpire: z.int(maxExpire).min(1, maxExpire).max(LONGEST_LIFETIME, maxExpire).optional(),
};

const apiKey = z.strictObject(
  {
    id: z.string('must be a string').min(1, 'must not be empty'),
    sha256: z.string('must be a string').regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits'),
    scopes: z
      .array(z.enum(['user-token', 'app-token'], 'must be user-token or app-token'), 'must be a list of scopes')
      .min(1, 'must not be empty'),
    users: z.string('must be a string').min(1, 'must not be empty').optional(),
    ...tokenRules,
  },
  {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys'
        ? `has an unknown field ${keys?.join(', ')}`
        : 'must be {"id", "sha256", "scopes", "users"?}',
  },
);

const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue('must be JSON');
    return z.NEVER;
  }
});

const apiKeys = json
  .pipe(z.array(apiKey, 'must be a list of {"id", "sha256", "scopes", "users"?}'))
  .superRefine((keys, context) => {
    const seen = new Map<string, number>();
    for (const [index, { sha256 }] of keys.entries()) {
      const first = seen.get(sha256.toLowerCase());
      if (first === undefined) seen.set(sha256.toLowerCase(), index);
      else context.addIssue({ code: 'custom', path: [index, 'sha256'], message: `is the same as that of [${first}]` });
    }
  });

const JWT_RULE = '{"scope"?, "channels"?, "publish"?, "maxExpire"?}';

const jwtRule = z.strictObject(
  {
    scope: z
      .string('must be a string')
      .regex(/^[^\s]+$/, 'must be one scope')
      .optional(),
    ...tokenRules,
  },
  {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys' ? `has an unknown field ${keys?.join(', ')}` : `must be ${JWT_RULE}`,
  },
);

/** The first match applies, so a rule after one that matches the same JWTs would never be used. */
const jwtRules = json
  .pipe(z.array(jwtRule, `must be a list of ${JWT_RULE}`).min(1, 'is a list without entries'))
  .superRefine((rules, context) => {
    for (const [index, { scope }] of rules.entries()) {
      const earlier = rules.findIndex((rule) => rule.scope === undefined || rule.scope === scope);
      if (earlier < index)
        context.addIssue({ code: 'custom', path: [index], message: `is never used: [${earlier}] matches first` });
    }
  });

/** ioredis connects to the default port if it cannot read the one in the URL, and cuts a password at a `#`. */
const redisUrl = z
  .string()
  .regex(/^rediss?:\/\//, 'must be a URL that begins with redis:// or rediss://')
  .refine((text) => !text.includes('#'), 'contains a #; write %23 for one in the password')
  .refine(
    (text) => text.includes('#') || URL.canParse(text),
    'is not a valid URL: check the port, and percent-encode the password',
  )
  .refine(
    (text) => !URL.canParse(text) || /^\/?([0-9]{1,4})?$/.test(new URL(text).pathname),
    'must end with the number of a database, such as /0, or with the port',
  );

/** In the order of the documentation. */
export const variables = {
  AGORA_APP_ID: hexId.optional().describe('The app ID of your Agora project'),
  AGORA_APP_CERTIFICATE: hexId.optional().describe('Its primary certificate. Secret'),
  AGORA_APP_CERTIFICATE_SECONDARY: hexId.optional().describe('Its secondary certificate, for rotation. Secret'),
  SIGN_WITH: z
    .enum(['primary', 'secondary'], 'must be primary or secondary')
    .prefault('primary')
    .describe('Which of the two signs user tokens. App tokens are always signed with the primary one'),

  AUTH_MODE: list(z.enum(AUTH_MODES, `must be one of ${AUTH_MODES.join(', ')}`))
    .optional()
    .describe(
      'How callers authenticate: `jwt`, `api-key` or both (`jwt,api-key`); `forward`: your back end decides; `hook`: a ' +
        'function of the embedding program decides; `demo`: no authentication, only with the demo credentials or on ' +
        'this machine. Required with your own credentials; default without them: `demo`',
    ),
  JWT_ISSUER: list(z.string()).optional().describe('The `iss` of JWTs; separate several with commas'),
  JWT_JWKS_URL: list(httpUrl)
    .optional()
    .describe(
      'The URL of the public keys (JWKS), one per issuer. Default, unless `JWT_PUBLIC_KEY` or `JWT_SECRET` is set: the ' +
        "`jwks_uri` of the issuer's `/.well-known/openid-configuration`",
    ),
  JWT_ALLOW_HTTP: yesNo
    .prefault('off')
    .describe('`on`: allow `http:` URLs for keys, for a provider inside your network'),
  JWT_PUBLIC_KEY: z.string().optional().describe('Instead: a fixed public key as PEM, JWK or JWKS'),
  JWT_SECRET: z
    .string()
    .min(32, 'must be 32 bytes or longer')
    .optional()
    .describe('Instead: the shared secret for HS256, HS384 or HS512. Secret'),
  JWT_AUDIENCE: list(z.string())
    .optional()
    .describe('The `aud` that JWTs must have; separate alternatives with commas'),
  JWT_ALGORITHMS: list(z.enum(JWT_ALGORITHMS, 'must be an algorithm of RFC 7518 such as RS256'))
    .optional()
    .describe('The accepted algorithms. Default: `RS256,ES256,EdDSA`, or `HS256` with `JWT_SECRET`'),
  JWT_USER_CLAIM: z.string().prefault('sub').describe('The claim that contains the Chat user ID'),
  JWT_ADMIN_SCOPE: z
    .string()
    .optional()
    .describe('Callers whose JWT `scope` includes this may request app tokens. Default: nobody'),
  JWT_RULES: jwtRules
    .optional()
    .describe(
      'The channels, role and lifetime that users may have, by JWT `scope`, as JSON: ' +
        '`[{"scope":"host","publish":true},{"channels":"call-{user}-*","maxExpire":600}]`. See [rules](#rules). ' +
        'Default: any channel and lifetime, no publishing',
    ),
  JWT_TYPE: z
    .string()
    .optional()
    .describe('The `typ` that JWTs must have, such as `at+jwt`. Default: `JWT`, `at+jwt` or none'),
  JWT_CAP_TTL: yesNo.prefault('off').describe('`on`: tokens expire no later than the JWT'),
  JWT_CLOCK_TOLERANCE: integer(0, 300).prefault('5').describe('How many seconds clocks may differ'),
  API_KEYS: apiKeys
    .optional()
    .describe(
      'The API keys, as JSON: `[{"id":"shop","sha256":"…","scopes":["user-token"],"users":"shop-*"}]`. Scopes: ' +
        '`user-token`, `app-token`. See [rules](#rules) for more fields. `--new-api-key` creates a key and its entry',
    ),

  FORWARD_URL: forwardUrl.optional().describe('The URL of your back end that decides in mode `forward`'),
  FORWARD_TIMEOUT: integer(1, 30).prefault('2').describe('How many seconds it may take to answer'),

  USER_TOKEN_TTL: seconds(3600).describe('Lifetime of user tokens in seconds, if the request names none'),
  USER_TOKEN_TTL_MIN: seconds(1).describe('The shortest lifetime that may be requested'),
  USER_TOKEN_TTL_MAX: seconds(LONGEST_LIFETIME).describe('The longest; Agora ends every token after 24 hours'),
  APP_TOKEN_TTL: seconds(3600).describe('Lifetime of app tokens, in the same way'),
  APP_TOKEN_TTL_MIN: seconds(1).describe('The shortest'),
  APP_TOKEN_TTL_MAX: seconds(LONGEST_LIFETIME).describe('The longest'),
  MEDIA_TOKEN_TTL: seconds(3600).describe('Lifetime of RTC, RTM, RTM 2 and FPA tokens, in the same way'),
  MEDIA_TOKEN_TTL_MIN: seconds(1).describe('The shortest'),
  MEDIA_TOKEN_TTL_MAX: seconds(LONGEST_LIFETIME).describe('The longest'),
  SERVICES: list(z.enum(SERVICES, `must be of ${SERVICES.join(', ')}`))
    .optional()
    .describe(`The services that tokens may be for, of \`${SERVICES.join(',')}\`. Default: \`chat\`; in demo mode all`),
  DIALECTS: yesNo.optional().describe('`on`: add the routes of other token servers. Default: `off`; in demo mode `on`'),
  INSPECTOR: yesNo
    .optional()
    .describe('`on`: add the page `/inspector`, which shows what is in a token. Default: `off`; in demo mode `on`'),

  CHAT_USER_IDS: z
    .enum(['reject', 'lower-case'], 'must be reject or lower-case')
    .prefault('reject')
    .describe('What to do with Chat user IDs that have upper-case letters: refuse them, or convert them'),

  RATE_LIMIT_ADDRESS: integer(0, 1e9)
    .prefault('600')
    .describe('Requests per window from one address, except those with a valid API key; 0: no limit'),
  RATE_LIMIT_USER: integer(0, 1e9).prefault('60').describe('Requests per window by one signed-in user; 0: no limit'),
  RATE_LIMIT_SERVICE: integer(0, 1e9).prefault('6000').describe('Requests per window by one back end; 0: no limit'),
  RATE_LIMIT_WINDOW: integer(1, 3600).prefault('60').describe('The window, in seconds'),
  RATE_LIMIT_EXEMPT: list(network)
    .prefault('')
    .describe('Addresses and networks to which `RATE_LIMIT_ADDRESS` does not apply'),
  REDIS_URL: redisUrl
    .optional()
    .describe('The Redis in which instances share their limits. Default: each counts in its own memory. Secret'),
  TRUSTED_PROXIES: list(proxyNetwork)
    .prefault('')
    .describe('The proxies whose `PROXY_HEADER` is trusted, such as `192.0.2.10`'),
  PROXY_HEADER: z
    .enum(PROXY_HEADERS, `must be ${PROXY_HEADERS.join(' or ')}`)
    .prefault('x-forwarded-for')
    .describe("The header in which they pass the client's address; the other one is ignored"),
  CORS_ORIGINS: list(origin)
    .optional()
    .describe(
      'The origins of web pages that may request tokens: `https://app.example`. Default: none; in demo mode localhost',
    ),

  HOST: z.string().min(1).prefault('127.0.0.1').describe('The address to listen on; `0.0.0.0` in a container'),
  PORT: integer(0, 65_535).prefault('8080').describe('The port to listen on; 0: any free port'),
  MAX_BODY_BYTES: integer(1, 1_048_576).prefault('16384').describe('The longest request body'),
  MAX_HEADER_BYTES: integer(1024, 1_048_576).prefault('16384').describe('The longest request head'),
  REQUEST_TIMEOUT: integer(1, 600).prefault('10').describe('Seconds until a request times out'),
  SHUTDOWN_DELAY: integer(0, 600)
    .prefault('1')
    .describe('Seconds between SIGTERM and the closing of the port; 5 or more behind a load balancer'),
  SHUTDOWN_TIMEOUT: integer(1, 600).prefault('20').describe('Seconds that open requests then have to finish'),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, `must be of ${LOG_LEVELS.join(', ')}`)
    .prefault('info')
    .describe('The lowest level that is logged. Audit lines have level `info`'),
  AUDIT: z
    .enum(['best-effort', 'required'], 'must be best-effort or required')
    .prefault('best-effort')
    .describe('`required`: while the log cannot be written, the server issues no tokens, answers 503 and is not ready'),
  METRICS_TOKEN: z
    .string()
    .min(16, 'must be 16 characters or longer')
    .optional()
    .describe('The Bearer credential for `/metrics`. Without it the route exists only in demo mode. Secret'),
} as const satisfies Readonly<Record<string, z.ZodType<unknown, string | undefined>>>;

export type VariableName = keyof typeof variables;
export type Values = { readonly [Name in VariableName]: z.output<(typeof variables)[Name]> };

/** A variable as the help and the documentation show it. */
export interface VariableRow {
  readonly name: VariableName;
  /** Empty if there is none, or if the description states it. */
  readonly fallback: string;
  readonly description: string;
}

export function describeVariables(): VariableRow[] {
  return Object.entries(variables).map(([name, variable]) => ({
    name: name as VariableName,
    fallback: fallbackOf(variable),
    description: variable.description ?? '',
  }));
}

/** A default is the outermost `prefault`; its value is the string that the variable would have. */
function fallbackOf(variable: (typeof variables)[VariableName]): string {
  const { def } = variable as { def: { type: string; defaultValue?: unknown } };
  return def.type === 'prefault' ? String(def.defaultValue) : '';
}
