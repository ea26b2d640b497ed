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
  /** The issuer of its discovery document. */
  readonly issuer: string;
  /** How it answers requests for keys: as it should, with 500, not at all, or with something other than keys. */
  mood: 'well' | 'broken' | 'silent' | 'empty' | 'garbled' | 'huge' | 'moved';
  requests: number;
}

export async function keyServer(...keys: SigningKey[]): Promise<KeyServer> {
  const server = createServer((request, response) => {
    if (request.url === '/.well-known/openid-configuration') {
      response.end(JSON.stringify({ issuer: state.issuer, jwks_uri: state.url.href }));
      return;
    }
    state.requests++;
    if (state.mood === 'silent') return;
    if (state.mood === 'broken') response.statusCode = 500;
    if (state.mood === 'moved') response.writeHead(302, { location: '/elsewhere' });
    const text = JSON.stringify({ keys: state.mood === 'empty' ? [] : state.keys.map(({ jwk }) => jwk) });
    response.end({ garbled: '<html>', huge: text.padEnd(300 * 1024) }[state.mood as string] ?? text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state: KeyServer = {
    url: new URL(`${issuer}/jwks.json`),
    issuer,
    keys,
    mood: 'well',
    requests: 0,
  };
  return state;
}
