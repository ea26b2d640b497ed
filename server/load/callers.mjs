/** The server's configuration under load, and its callers' requests: a back end with an API key, a user with a JWT. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';

const API_KEY = 'at2_a-key-for-this-run-only';
const ISSUER = 'https://id.example';
const AUDIENCE = 'chat-tokens';
const HIGH = '1000000000';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwt = await new SignJWT({ sub: 'alice' })
  .setProtectedHeader({ alg: 'ES256' })
  .setIssuer(ISSUER)
  .setAudience(AUDIENCE)
  .setExpirationTime('12h')
  .sign(privateKey);

/** Everything that a deployed server does for a request: authentication, limits, logging, audit, metrics. */
export const configuration = {
  PORT: '0',
  AGORA_APP_ID: '0123456789abcdef0123456789ABCDEF',
  AGORA_APP_CERTIFICATE: 'fedcba9876543210fedcba9876543210',
  AUTH_MODE: 'jwt,api-key',
  JWT_PUBLIC_KEY: publicKey.export({ type: 'spki', format: 'pem' }),
  JWT_ISSUER: ISSUER,
  JWT_AUDIENCE: AUDIENCE,
  API_KEYS: JSON.stringify([
    {
      id: 'load',
      sha256: createHash('sha256').update(API_KEY).digest('hex'),
      scopes: ['user-token', 'app-token'],
    },
  ]),
  METRICS_TOKEN: 'a-token-for-this-run-only',
  RATE_LIMIT_ADDRESS: HIGH,
  RATE_LIMIT_USER: HIGH,
  RATE_LIMIT_SERVICE: HIGH,
};

const asJson = { 'content-type': 'application/json' };
const byKey = { 'x-api-key': API_KEY };
const post = (path, body, headers) => ({
  method: 'POST',
  path,
  body: JSON.stringify(body),
  headers: { ...asJson, ...headers },
});

/** Without a credential, for servers without authentication. */
export const userToken = post('/generate-user-token', { user_uuid: 'alice', expire: 3600 });
export const userTokenByKey = post('/generate-user-token', { user_uuid: 'alice', expire: 3600 }, byKey);
export const userTokenByJwt = post('/generate-user-token', { expire: 3600 }, { authorization: `Bearer ${jwt}` });
export const openapi = { method: 'GET', path: '/openapi.json' };
/** Refused with 400. */
export const badLifetime = post('/generate-user-token', { user_uuid: 'alice', expire: 0 }, byKey);
