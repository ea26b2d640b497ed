/** What the variables say about who may ask, and whether they make sense together. */

import { isLoopback } from '../limits/address.ts';
import type { AuthConfig, JwtKeySource } from './config.ts';
import type { Problems } from './environment.ts';
import type { Values } from './variables.ts';

/** @param hosted whether a platform calls the server, so that no address keeps anybody out. */
export function readAuth(values: Values, hosted: boolean, problems: Problems): AuthConfig {
  const modes = values.AUTH_MODE;
  if (modes.length === 0) problems.add('AUTH_MODE', 'is empty');
  for (const alone of ['demo', 'hook'] as const) {
    if (modes.includes(alone) && modes.length > 1) problems.add('AUTH_MODE', `has ${alone} beside another mode`);
  }
  if (modes.includes('demo')) requireHarmless(values, hosted, problems);
  const jwt = modes.includes('jwt') ? readJwt(values, problems) : undefined;
  const apiKeys = modes.includes('api-key') ? values.API_KEYS : undefined;
  if (modes.includes('api-key') && (apiKeys ?? []).length === 0) problems.add('API_KEYS', 'is missing');
  return { modes, ...(jwt && { jwt }), ...(apiKeys && { apiKeys }) };
}

/** Whether some caller can be given app tokens. For a hook the embedding program says so. */
export function hasAdmin({ modes, jwt, apiKeys }: AuthConfig): boolean {
  const keyScopes = (apiKeys ?? []).flatMap(({ scopes }) => scopes);
  return modes.includes('demo') || jwt?.adminScope !== undefined || keyScopes.includes('app-token');
}

function requireHarmless(values: Values, hosted: boolean, problems: Problems): void {
  const { AGORA_APP_CERTIFICATE: primary, AGORA_APP_CERTIFICATE_SECONDARY: secondary, HOST } = values;
  if (primary === undefined && secondary === undefined) return;
  if (!hosted && isLoopback(HOST)) return;
  const remedy = hosted ? 'it cannot be' : 'it needs HOST=127.0.0.1';
  problems.add('AUTH_MODE', `is demo, which gives everybody every token: with credentials of your own ${remedy}`);
}

function readJwt(values: Values, problems: Problems): AuthConfig['jwt'] {
  for (const name of ['JWT_ISSUER', 'JWT_AUDIENCE'] as const) {
    if ((values[name] ?? []).length === 0) problems.add(name, 'is missing');
  }
  const keys = readKeySource(values, problems);
  if (keys === undefined) return undefined;
  const algorithms = values.JWT_ALGORITHMS ?? (keys.kind === 'secret' ? ['HS256'] : ['RS256', 'ES256', 'EdDSA']);
  // A public key taken for a shared secret is the classic way in (RFC 8725 §2.1).
  for (const algorithm of algorithms) {
    if (algorithm.startsWith('HS') !== (keys.kind === 'secret')) {
      problems.add('JWT_ALGORITHMS', `has ${algorithm}, which does not go with ${VARIABLE_OF[keys.kind]}`);
    }
  }
  return {
    keys,
    algorithms,
    issuer: values.JWT_ISSUER ?? '',
    audience: values.JWT_AUDIENCE ?? [],
    userClaim: values.JWT_USER_CLAIM,
    adminScope: values.JWT_ADMIN_SCOPE,
    publisherScope: values.JWT_PUBLISHER_SCOPE,
    channels: values.JWT_CHANNELS,
    clockTolerance: values.JWT_CLOCK_TOLERANCE,
  };
}

const VARIABLE_OF = { url: 'JWT_JWKS_URL', public: 'JWT_PUBLIC_KEY', secret: 'JWT_SECRET' } as const;

function readKeySource(values: Values, problems: Problems): JwtKeySource | undefined {
  const sources: JwtKeySource[] = [];
  if (values.JWT_JWKS_URL !== undefined) sources.push({ kind: 'url', url: new URL(values.JWT_JWKS_URL) });
  if (values.JWT_PUBLIC_KEY !== undefined) sources.push({ kind: 'public', text: values.JWT_PUBLIC_KEY });
  if (values.JWT_SECRET !== undefined) sources.push({ kind: 'secret', secret: values.JWT_SECRET });
  if (sources.length !== 1) {
    problems.add('JWT_JWKS_URL', 'or JWT_PUBLIC_KEY or JWT_SECRET: exactly one of them must be set');
  }
  return sources[0];
}
