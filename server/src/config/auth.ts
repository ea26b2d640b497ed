/** What the variables say about callers, and whether they make sense together. */
import { isLoopback } from '../limits/address.ts';
import type { AuthConfig, JwtKeySource, JwtProvider } from './config.ts';
import type { Problems } from './environment.ts';
import type { Values, VariableName } from './variables.ts';

/** @param hosted whether a platform calls the server, so that anyone can connect. */
export function readAuth(values: Values, hosted: boolean, problems: Problems): AuthConfig {
  const modes = readModes(values, problems);
  for (const alone of ['demo', 'hook', 'forward'] as const) {
    if (modes.includes(alone) && modes.length > 1)
      problems.add('AUTH_MODE', `combines ${alone} with another mode; use it alone`);
  }
  if (modes.includes('demo')) requireHarmless(values, hosted, problems);
  if (modes.length > 0) requireModes(values, modes, problems);
  const jwt = modes.includes('jwt') ? readProviders(values, problems) : undefined;
  const apiKeys = modes.includes('api-key') ? values.API_KEYS : undefined;
  if (modes.includes('api-key') && (apiKeys ?? []).length === 0) problems.add('API_KEYS', 'is missing');
  if (modes.includes('forward') && values.FORWARD_URL === undefined) problems.add('FORWARD_URL', 'is missing');
  return {
    modes,
    ...(jwt && { jwt }),
    ...(apiKeys && { apiKeys }),
    ...(modes.includes('forward') &&
      values.FORWARD_URL !== undefined && {
        forward: { url: new URL(values.FORWARD_URL), timeout: values.FORWARD_TIMEOUT * 1000 },
      }),
  };
}

/** Demo mode is the default only without the operator's own credentials. */
function readModes(values: Values, problems: Problems): AuthConfig['modes'] {
  if (values.AUTH_MODE?.length === 0) problems.add('AUTH_MODE', 'is a list without entries');
  if (values.AUTH_MODE === undefined && hasCredentials(values)) {
    problems.add(
      'AUTH_MODE',
      'is missing: with credentials of your own, set jwt, api-key, forward or hook; ' +
        'or demo, to give any token to anyone on this machine',
    );
  }
  return values.AUTH_MODE ?? ['demo'];
}

function hasCredentials(values: Values): boolean {
  const names = ['AGORA_APP_ID', 'AGORA_APP_CERTIFICATE', 'AGORA_APP_CERTIFICATE_SECONDARY'] as const;
  return names.some((name) => values[name] !== undefined);
}

/** Whether some caller can be given app tokens. For a hook, the embedding program decides. */
export function hasAdmin({ modes, jwt, apiKeys }: AuthConfig): boolean {
  const keyScopes = (apiKeys ?? []).flatMap(({ scopes }) => scopes);
  return (
    modes.includes('demo') ||
    modes.includes('forward') ||
    (jwt ?? []).some(({ adminScope }) => adminScope !== undefined) ||
    keyScopes.includes('app-token')
  );
}

function requireHarmless(values: Values, hosted: boolean, problems: Problems): void {
  if (!hasCredentials(values) || (!hosted && isLoopback(values.HOST))) return;
  const remedy = hosted ? 'use another mode' : 'set HOST=127.0.0.1 or use another mode';
  problems.add('AUTH_MODE', `is demo, which gives any token to anyone who can connect; ${remedy}`);
}

/** A setting whose mode is off has no effect, so it is probably a mistake. */
function requireModes(values: Values, modes: AuthConfig['modes'], problems: Problems): void {
  const needed: readonly (readonly [VariableName, AuthConfig['modes'][number]])[] = [
    ['API_KEYS', 'api-key'],
    ['JWT_JWKS_URL', 'jwt'],
    ['JWT_PUBLIC_KEY', 'jwt'],
    ['JWT_SECRET', 'jwt'],
    ['JWT_ISSUER', 'jwt'],
    ['JWT_RULES', 'jwt'],
    ['FORWARD_URL', 'forward'],
  ];
  for (const [name, mode] of needed) {
    if (values[name] === undefined || modes.includes(mode)) continue;
    problems.add(name, `is set, but AUTH_MODE does not include ${mode}`);
  }
}

function readProviders(values: Values, problems: Problems): readonly JwtProvider[] {
  const issuers = values.JWT_ISSUER ?? [];
  for (const name of ['JWT_ISSUER', 'JWT_AUDIENCE'] as const) {
    if ((values[name] ?? []).length === 0) problems.add(name, 'is missing');
  }
  if (new Set(issuers).size < issuers.length) problems.add('JWT_ISSUER', 'has the same issuer twice');
  const sources = readKeySources(values, issuers, problems);
  const isSecret = values.JWT_SECRET !== undefined;
  const algorithms = values.JWT_ALGORITHMS ?? (isSecret ? ['HS256'] : ['RS256', 'ES256', 'EdDSA']);
  if (algorithms.length === 0) problems.add('JWT_ALGORITHMS', 'is a list without entries');
  // A public key taken for a shared secret is the classic way in (RFC 8725 §2.1).
  for (const algorithm of algorithms) {
    if (algorithm.startsWith('HS') === isSecret) continue;
    problems.add('JWT_ALGORITHMS', `has ${algorithm}, which ${isSecret ? 'needs public keys' : 'needs JWT_SECRET'}`);
  }
  return sources.map((keys, index) => ({
    keys,
    algorithms,
    issuer: issuers[index] ?? '',
    audience: values.JWT_AUDIENCE ?? [],
    userClaim: values.JWT_USER_CLAIM,
    adminScope: values.JWT_ADMIN_SCOPE,
    rules: values.JWT_RULES,
    clockTolerance: values.JWT_CLOCK_TOLERANCE,
    type: values.JWT_TYPE,
    capLifetime: values.JWT_CAP_TTL,
  }));
}

/** In the order of the issuers. Without any of the three variables, keys come from each issuer's discovery document. */
function readKeySources(values: Values, issuers: readonly string[], problems: Problems): readonly JwtKeySource[] {
  const { JWT_JWKS_URL: urls, JWT_PUBLIC_KEY: text, JWT_SECRET: secret, JWT_ALLOW_HTTP: allowHttp } = values;
  const given = [urls, text, secret].filter((value) => value !== undefined);
  if (given.length > 1) {
    problems.add('JWT_JWKS_URL', 'or JWT_PUBLIC_KEY or JWT_SECRET: at most one of them may be set');
  }
  if (urls !== undefined) {
    if (urls.length !== issuers.length) {
      problems.add(
        'JWT_JWKS_URL',
        `has ${urls.length} entries for ${issuers.length} issuers; list them in the same order`,
      );
    }
    for (const [index, url] of urls.entries()) requireSecure('JWT_JWKS_URL', index, url, allowHttp, problems);
    return urls.map((url) => ({ kind: 'remote', location: { url: new URL(url) } }));
  }
  if (text === undefined && secret === undefined) {
    for (const [index, issuer] of issuers.entries()) {
      if (URL.canParse(issuer)) requireSecure('JWT_ISSUER', index, issuer, allowHttp, problems);
      else problems.add('JWT_ISSUER', `[${index}] is not a URL, so its keys cannot be discovered; set JWT_JWKS_URL`);
    }
    return issuers.map((issuer) => ({ kind: 'remote', location: { issuer, allowHttp } }));
  }
  if (issuers.length > 1) {
    problems.add('JWT_ISSUER', 'has several entries, and a fixed key belongs to one; set JWT_JWKS_URL instead');
  }
  return [text !== undefined ? { kind: 'public', text } : { kind: 'secret', secret: secret ?? '' }];
}

/** Without TLS, anyone on the network could replace the keys. */
function requireSecure(name: VariableName, index: number, text: string, allowHttp: boolean, problems: Problems): void {
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    problems.add(name, `[${index}] contains a user name or a password; key sets are public, remove them`);
  }
  if (url.protocol === 'https:') return;
  if (url.protocol === 'http:' && (allowHttp || isLoopback(url.hostname))) return;
  problems.add(name, `[${index}] must be an https URL; for a provider inside your network, set JWT_ALLOW_HTTP=on`);
}
