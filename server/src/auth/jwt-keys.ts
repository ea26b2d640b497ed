/** Fixed keys that JSON Web Tokens are verified with: a shared secret, or public keys. `remote-keys.ts` fetches others. */
import { createLocalJWKSet, exportJWK, importJWK, importSPKI, type JWK, type JWTVerifyGetKey } from 'jose';

export function secretKeys(secret: string): JWTVerifyGetKey {
  const bytes = new TextEncoder().encode(secret);
  return async () => bytes;
}

/** What is wrong with keys, for the operator; never quotes them. */
export class KeyFault extends Error {
  override readonly name: string = 'KeyFault';
}

/** RFC 7518 §3.3; NIST has disallowed less since 2013. */
const MIN_RSA_BITS = 2048;

/**
 * From a PEM public key, a JWK or a JWKS. Keys in a set are selected by key ID and algorithm; a single key is tried with
 * every token, whatever key ID that names.
 *
 * @throws KeyFault if there is no key in the text that can verify a token of these algorithms.
 */
export async function publicKeys(text: string, algorithms: readonly string[]): Promise<JWTVerifyGetKey> {
  const parsed = text.trimStart().startsWith('{') ? parseJson(text) : await jwkOfPem(text, algorithms);
  if (parsed.keys === undefined) {
    await requireUsable(parsed, 'the key', algorithms);
    const only = createLocalJWKSet({ keys: [parsed] });
    return ({ kid: _, ...header }, token) => only(header, token);
  }
  if (!Array.isArray(parsed.keys)) throw new KeyFault('is not a JWKS: its keys are not a list');
  if (parsed.keys.length === 0) throw new KeyFault('is a JWKS without keys');
  for (const [index, key] of parsed.keys.entries()) await requireUsable(key, `keys[${index}]`, algorithms);
  return createLocalJWKSet({ keys: parsed.keys });
}

function parseJson(text: string): JWK & { readonly keys?: JWK[] } {
  try {
    return JSON.parse(text);
  } catch {
    throw new KeyFault('begins with { but is not JSON');
  }
}

/** PEM does not say which algorithm it is for: the first that matches the key reads it. */
async function jwkOfPem(pem: string, algorithms: readonly string[]): Promise<JWK & { readonly keys?: undefined }> {
  if (/PRIVATE KEY/.test(pem)) throw new KeyFault('is a private key; the server needs the public one only');
  for (const algorithm of algorithms) {
    try {
      return (await exportJWK(await importSPKI(pem, algorithm, { extractable: true }))) as JWK & { keys?: undefined };
    } catch {
      // Of another algorithm, or no PEM at all.
    }
  }
  throw new KeyFault(`is not a PEM public key, a JWK or a JWKS for ${algorithms.join(', ')}`);
}

async function requireUsable(key: JWK, name: string, algorithms: readonly string[]): Promise<void> {
  if (key === null || typeof key !== 'object' || typeof key.kty !== 'string')
    throw new KeyFault(`: ${name} is not a JWK`);
  if (key.kty === 'oct') throw new KeyFault(`: ${name} is a shared secret; use JWT_SECRET`);
  if (key.d !== undefined) throw new KeyFault(`: ${name} is a private key; the server needs the public one only`);
  if (key.kty === 'RSA' && bitsOf(key.n) < MIN_RSA_BITS) {
    throw new KeyFault(`: ${name} is an RSA key of ${bitsOf(key.n)} bits; ${MIN_RSA_BITS} are needed`);
  }
  const candidates = key.alg === undefined ? algorithms : algorithms.filter((algorithm) => algorithm === key.alg);
  for (const algorithm of candidates) {
    if (
      await importJWK(key, algorithm).then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new KeyFault(`: ${name} matches none of the algorithms ${algorithms.join(', ')}; set JWT_ALGORITHMS`);
}

/** The length of the modulus, from base64url: six bits a character. */
function bitsOf(modulus: string | undefined): number {
  return Math.floor(((modulus ?? '').length * 6) / 8) * 8;
}
