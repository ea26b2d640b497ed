/** JSON Web Tokens as a sign-in system makes them, and a server for its key set whose every move a test decides. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import { onTestFinished } from 'vitest';
import type { JwtPolicy } from '../../src/auth/jwt.ts';

export const policy: JwtPolicy = {
  issuer: 'https://id.example',
  audience: ['chat-tokens'],
  algorithms: ['RS256', 'ES256'],
  userClaim: 'sub',
  adminScope: 'chat:admin',
  clockTolerance: 5,
};

export interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

export async function signingKey(kid: string, alg = 'ES256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid } };
}

const now = () => Math.floor(Date.now() / 1000);

/** A good token for alice, but for what is given. */
export function jwtFor(key: SigningKey, claims: JWTPayload = {}): Promise<string> {
  return new SignJWT({ iss: policy.issuer, aud: 'chat-tokens', sub: 'alice', exp: now() + 60, ...claims })
    .setProtectedHeader({ alg: key.alg, kid: key.kid })
    .sign(key.privateKey);
}

/** Any header and payload, with a signature of one's own making. */
export function rawJwt(header: object, payload: object, signature = ''): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(payload)}.${signature}`;
}

export interface KeyServer {
  readonly url: URL;
  /** What it publishes from now on. */
  keys: readonly SigningKey[];
  /** Whether it answers, says 500, or says nothing. */
  mood: 'well' | 'broken' | 'silent';
  requests: number;
}

export async function keyServer(...keys: SigningKey[]): Promise<KeyServer> {
  const server = createServer((_, response) => {
    state.requests++;
    if (state.mood === 'silent') return;
    response.statusCode = state.mood === 'well' ? 200 : 500;
    response.end(JSON.stringify({ keys: state.keys.map(({ jwk }) => jwk) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const state: KeyServer = {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`),
    keys,
    mood: 'well',
    requests: 0,
  };
  return state;
}
