/** From what the configuration says about callers to the function that tells them apart. */
import { authenticateApiKey } from '../auth/api-key.ts';
import { type Authenticate, authenticateDemo, firstOf } from '../auth/authenticate.ts';
import { authenticateJwt } from '../auth/jwt.ts';
import { publicKeys, type RemoteKeys, remoteKeys, secretKeys } from '../auth/jwt-keys.ts';
import type { AuthConfig, JwtKeySource } from './config.ts';
import { ConfigError } from './environment.ts';

export interface Authenticator {
  readonly authenticate: Authenticate;
  /** Whether it has what it needs; asking fetches a JWKS that is not there yet. */
  readonly isReady: () => boolean | Promise<boolean>;
}

/**
 * @param hook what answers in mode `hook`.
 * @throws ConfigError where a key cannot be read, or the hook is missing.
 */
export async function createAuthenticator(auth: AuthConfig, hook?: Authenticate): Promise<Authenticator> {
  if (auth.modes.includes('demo')) return { authenticate: authenticateDemo, isReady: () => true };
  if (auth.modes.includes('hook')) {
    if (hook !== undefined) return { authenticate: hook, isReady: () => true };
    throw new ConfigError(['AUTH_MODE is hook, and no program hands a function in']);
  }
  const jwt = auth.jwt && (await keysFrom(auth.jwt.keys, auth.jwt.algorithms));
  return {
    authenticate: firstOf([
      ...(auth.jwt && jwt ? [authenticateJwt(jwt.keys, auth.jwt)] : []),
      ...(auth.apiKeys ? [authenticateApiKey(auth.apiKeys)] : []),
    ]),
    isReady: jwt?.isReady ?? (() => true),
  };
}

async function keysFrom(source: JwtKeySource, algorithms: readonly string[]): Promise<RemoteKeys> {
  if (source.kind === 'url') return remoteKeys(source.url);
  if (source.kind === 'secret') return { keys: secretKeys(source.secret), isReady: () => true };
  try {
    return { keys: await publicKeys(source.text, algorithms), isReady: () => true };
  } catch {
    // Without the cause: it may quote the text.
    throw new ConfigError(['JWT_PUBLIC_KEY is not a PEM public key, a JWK or a JWKS for these algorithms']);
  }
}
