/** From the configuration of callers to the function that identifies them. */
import { authenticateApiKey } from '../auth/api-key.ts';
import { type Authenticate, authenticateDemo, firstOf } from '../auth/authenticate.ts';
import { authenticateForward } from '../auth/forward.ts';
import { byIssuer } from '../auth/issuers.ts';
import { authenticateJwt } from '../auth/jwt.ts';
import { KeyFault, publicKeys, secretKeys } from '../auth/jwt-keys.ts';
import { createKeySources, type KeySources } from '../auth/key-sources.ts';
import { noLog } from '../operations/logger.ts';
import { noMetrics } from '../operations/metrics.ts';
import type { AuthConfig, JwtProvider } from './config.ts';
import { ConfigError } from './environment.ts';

/**
 * Fetches nothing: remote keys come with the first request, or with the timer of a server that listens.
 *
 * @param hook what authenticates in mode `hook`.
 * @throws ConfigError if a key cannot be read, or the hook is missing.
 */
export async function createAuthenticator(
  auth: AuthConfig,
  hook?: Authenticate,
  sources: KeySources = createKeySources(noLog, noMetrics),
): Promise<Authenticate> {
  if (auth.modes.includes('demo')) return authenticateDemo;
  if (auth.modes.includes('hook')) {
    if (hook !== undefined) return hook;
    throw new ConfigError(['AUTH_MODE is hook, which only works in a program that passes a function']);
  }
  if (auth.forward !== undefined) return authenticateForward(auth.forward);
  const providers = new Map<string, Authenticate>();
  for (const provider of auth.jwt ?? []) {
    providers.set(provider.issuer, authenticateJwt(await keysOf(provider, sources), provider));
  }
  return firstOf([
    ...(providers.size > 0 ? [byIssuer(providers)] : []),
    ...(auth.apiKeys ? [authenticateApiKey(auth.apiKeys)] : []),
  ]);
}

async function keysOf({ keys, issuer, algorithms }: JwtProvider, sources: KeySources) {
  if (keys.kind === 'remote') return sources.get(issuer, keys.location).keys;
  if (keys.kind === 'secret') return secretKeys(keys.secret);
  try {
    return await publicKeys(keys.text, algorithms);
  } catch (error) {
    // Nothing else: it may quote the text.
    const problem = error instanceof KeyFault ? error.message : 'is not a PEM public key, a JWK or a JWKS';
    throw new ConfigError([`JWT_PUBLIC_KEY ${problem}`.replace(' :', ':')]);
  }
}
