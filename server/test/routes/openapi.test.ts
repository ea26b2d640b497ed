/** The OpenAPI document: valid, complete, consistent with the responses, and usable to generate a client. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import openapiTS, { astToString } from 'openapi-typescript';
import { describe, expect, it, onTestFinished } from 'vitest';
import { configured } from '../support/configured.ts';
import { credentials } from '../support/credentials.ts';
import { ask, listening, postJson } from '../support/listening.ts';
import { chatUser, servicesOf } from '../support/tokens.ts';

interface OpenApi {
  readonly info: { readonly version: string };
  readonly security: readonly object[];
  readonly components: { readonly securitySchemes?: object; readonly schemas: Record<string, Schema> };
  readonly paths: Record<string, Record<string, Operation>>;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Record<string, { content: Record<string, { schema: object }>; headers?: object }>;
}

interface Schema {
  readonly properties: Record<string, { minimum?: number; maximum?: number; enum?: string[] }>;
}

async function documentAt(url: string): Promise<OpenApi> {
  return (await ask(`${url}/openapi.json`)).json as OpenApi;
}

const own = { AGORA_APP_ID: credentials.appId, AGORA_APP_CERTIFICATE: credentials.appCertificate };
const keys = { API_KEYS: JSON.stringify([{ id: 'shop', sha256: 'a'.repeat(64), scopes: ['user-token'] }]) };
const jwt = { JWT_ISSUER: 'i', JWT_AUDIENCE: 'a', JWT_SECRET: 's'.repeat(32) };

const bearer = { type: 'http', scheme: 'bearer' };

describe('the document', () => {
  it.each([
    ['demo mode: nobody has to', {}, {}],
    ['a hook: nothing is known', { ...own, AUTH_MODE: 'hook' }, {}],
    ['jwt', { ...own, ...jwt, AUTH_MODE: 'jwt' }, { jwt: { ...bearer, bearerFormat: 'JWT' } }],
    [
      'api-key, in either header',
      { ...own, ...keys, AUTH_MODE: 'api-key' },
      { apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' }, apiKeyAsBearer: bearer },
    ],
    [
      'both',
      { ...own, ...keys, ...jwt, AUTH_MODE: 'jwt,api-key' },
      {
        jwt: { ...bearer, bearerFormat: 'JWT' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        apiKeyAsBearer: bearer,
      },
    ],
  ])('is valid and lists the security schemes: %s', async (_, env, schemes) => {
    const document = await documentAt(await configured(env));
    expect(await new Validator().validate({ ...structuredClone(document) })).toEqual({ valid: true });
    expect(document.security).toEqual(Object.keys(schemes).map((name) => ({ [name]: [] })));
    expect(document.components.securitySchemes ?? {}).toMatchObject(schemes);
    expect(Object.keys(document.components.securitySchemes ?? {})).toEqual(Object.keys(schemes));
  });

  it('has every native operation, with all responses, their schemas and headers', async () => {
    const { paths } = await documentAt(await listening());
    const described = Object.fromEntries(
      Object.entries(paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, { operationId, responses }]) => [
          `${method} ${path}`,
          [operationId, ...Object.keys(responses)],
        ]),
      ),
    );
    const statuses = ['200', '400', '401', '403', '408', '413', '415', '429', '500', '503'];
    expect(described).toEqual({
      'get /healthz': ['isAlive', '200'],
      'get /readyz': ['isReady', '200', '503'],
      'post /generate-user-token': ['generateUserToken', ...statuses],
      'post /generate-app-token': ['generateAppToken', ...statuses],
      'post /generate-rtc-token': ['generateRtcToken', ...statuses],
      'post /generate-rtm-token': ['generateRtmToken', ...statuses],
      'post /generate-rtm2-token': ['generateRtm2Token', ...statuses],
      'post /generate-fpa-token': ['generateFpaToken', ...statuses],
      'post /generate-apaas-token': ['generateApaasToken', ...statuses],
      'post /generate-apaas-room-token': ['generateApaasRoomToken', ...statuses],
    });

    const responses = paths['/generate-user-token']?.post?.responses ?? {};
    for (const [status, { content, headers = {} }] of Object.entries(responses)) {
      const name = status === '200' ? 'TokenAnswer' : 'Refusal';
      expect(content['application/json']?.schema).toEqual({ $ref: `#/components/schemas/${name}` });
      expect(Object.keys(headers)).toContain('X-Request-Id');
    }
    const common = ['X-Request-Id', 'RateLimit-Policy', 'RateLimit'];
    expect(Object.keys(responses[200]?.headers ?? {})).toEqual(common);
    expect(Object.keys(responses[401]?.headers ?? {})).toEqual([...common, 'WWW-Authenticate']);
    expect(Object.keys(responses[429]?.headers ?? {})).toEqual([...common, 'Retry-After']);
  });

  it('has the lifetimes of the policy, and app tokens only if they are issued', async () => {
    const env = { ...own, ...keys, AUTH_MODE: 'api-key', USER_TOKEN_TTL_MIN: '60', USER_TOKEN_TTL_MAX: '7200' };
    const { paths, components } = await documentAt(await configured(env));
    expect(components.schemas.UserTokenRequest?.properties.expire).toMatchObject({ minimum: 60, maximum: 7200 });
    expect(Object.keys(paths)).toEqual(['/healthz', '/readyz', '/generate-user-token']);
  });

  it('has the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect((await documentAt(await listening())).info.version).toBe(version);
  });

  it('is identical on every request', async () => {
    const url = await listening();
    expect(await documentAt(url)).toEqual(await documentAt(url));
  });

  it('has no dialects, which docs/dialects.md describes', async () => {
    const { paths } = await documentAt(await listening({ dialects: true }));
    expect(
      Object.keys(paths).filter((path) => !/^\/(healthz|readyz|generate-[a-z0-9]+(-room)?-token)$/.test(path)),
    ).toEqual([]);
  });
});

it('every response of the server matches the document', async () => {
  const url = await listening({ authenticate: (request) => (request.headers.has('x-api-key') ? alice : undefined) });
  const { paths } = await documentAt(url);
  const known = { 'x-api-key': 'any' };
  const answers = [
    await postJson(`${url}/generate-user-token`, {}, known),
    await postJson(`${url}/generate-user-token`, {}),
    await postJson(`${url}/generate-user-token`, { user_uuid: 'bob' }, known),
    await postJson(`${url}/generate-user-token`, { expire: 0 }, known),
    await postJson(`${url}/generate-user-token`, 'alice', { ...known, 'content-type': 'text/plain' }),
    await postJson(`${url}/generate-user-token`, { user_uuid: 'x'.repeat(20_000) }, known),
  ];
  const described = Object.keys(paths['/generate-user-token']?.post?.responses ?? {});
  expect(answers.map(({ status }) => status)).toEqual([200, 401, 403, 400, 415, 413]);
  for (const { status } of answers) expect(described).toContain(String(status));
});

const alice = { id: 'session', user: 'alice' };

describe('a client generated from it', () => {
  const program = `
import createClient from 'openapi-fetch';
import type { paths } from './schema.js';

export async function run(baseUrl: string) {
  const client = createClient<paths>({ baseUrl });
  const { data } = await client.POST('/generate-user-token', { body: { user_uuid: 'alice', expire: 600 } });
  const token: string | undefined = data?.token;
  const expiresAt: number | undefined = data?.expires_at;
  const { error } = await client.POST('/generate-user-token', { body: {} });
  const code = error?.code;
  // @ts-expect-error a lifetime is a number
  await client.POST('/generate-user-token', { body: { user_uuid: 'alice', expire: '600' } });
  return { token, expiresAt, code };
}
`;

  it('compiles against it, and gets its token', async () => {
    const url = await listening();
    const folder = mkdtempSync(join(tmpdir(), 'accesstoken2-openapi-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    symlinkSync(new URL('../../../node_modules', import.meta.url).pathname, join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'schema.ts'), astToString(await openapiTS(new URL(`${url}/openapi.json`))));
    writeFileSync(join(folder, 'client.ts'), program);

    const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--skipLibCheck'];
    const form = ['--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom'];
    execFileSync(process.execPath, [tsc, ...strict, ...form, 'client.ts'], { cwd: folder, stdio: 'inherit' });

    const { run } = (await import(/* @vite-ignore */ join(folder, 'client.js'))) as {
      run(url: string): Promise<{ token?: string; expiresAt?: number; code?: string }>;
    };
    const { token, expiresAt, code } = await run(url);
    expect(servicesOf(token)).toEqual([chatUser('alice', 600)]);
    expect(expiresAt).toBeGreaterThan(Date.now() / 1000);
    expect(code).toBe('ERR_INPUT');
  });
});
