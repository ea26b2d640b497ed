/** The server on AWS Lambda, with events from API Gateway, function URLs and load balancers. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/auth/secrets.ts';
import { ConfigError, createLambdaHandler } from '../../src/entries/lambda.ts';
import type { Logger } from '../../src/operations/logger.ts';
import { appCertificate, appId } from '../support/credentials.ts';
import { postJson } from '../support/listening.ts';
import { startProcess } from '../support/process.ts';
import { hasRedis, startRedis } from '../support/redis.ts';
import { chatUser, servicesOf } from '../support/tokens.ts';
import { type Asked, functionUrl, httpApi, type LambdaEvent, loadBalancer, restApi, SOURCE } from './events.ts';

const own = { AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE: appCertificate };
const apiKey = 'at2_key-of-the-tests';
const env = {
  ...own,
  AUTH_MODE: 'api-key',
  API_KEYS: JSON.stringify([{ id: 'shop', sha256: await sha256Hex(apiKey), scopes: ['user-token'] }]),
  DIALECTS: 'on',
};

/** A handler, and the fields of its log lines. */
async function logging(more: Record<string, string> = {}) {
  const fields: object[] = [];
  const note = (one: object) => void fields.push(one);
  const logger: Logger = { info: note, warn: note, error: note };
  const handler = await createLambdaHandler({ ...env, ...more }, { logger });
  const call = async (event: LambdaEvent) => seen(await handler(event));
  return { call, fields };
}

interface Result {
  readonly statusCode: number;
  readonly body: string;
  readonly isBase64Encoded: boolean;
  readonly headers?: Record<string, string>;
  readonly multiValueHeaders?: Record<string, string[]>;
}

/** The response that the client gets: REST APIs have lists of headers. */
function seen(result: unknown) {
  const { statusCode: status, body, isBase64Encoded, headers, multiValueHeaders } = result as Result;
  const flat = headers ?? Object.fromEntries(Object.entries(multiValueHeaders ?? {}).map(([n, v]) => [n, v.join()]));
  return { status, json: JSON.parse(body), isBase64Encoded, type: flat['content-type'], headers: flat };
}

const userToken = (headers: Record<string, string> = { 'x-api-key': apiKey }): Asked => ({
  method: 'POST',
  path: '/generate-user-token',
  headers: { 'content-type': 'application/json', ...headers },
  body: '{"user_uuid":"alice","expire":600,"note":"älïce"}',
});

describe.each([
  ['a REST API', restApi],
  ['an HTTP API', httpApi],
  ['a function URL', functionUrl],
  ['a load balancer', loadBalancer],
])('behind %s', (_, event) => {
  it.each([false, true])(
    'issues a token to a known caller; base64 body: %s; the answer is not base64',
    async (base64) => {
      const { call } = await logging();
      const { status, json, isBase64Encoded, type } = await call(event({ ...userToken(), base64 }));
      expect({ status, isBase64Encoded, type }).toEqual({
        status: 200,
        isBase64Encoded: false,
        type: 'application/json',
      });
      expect(servicesOf(json.token)).toEqual([chatUser('alice', 600)]);
    },
  );

  it('refuses an unknown caller and invalid input', async () => {
    const { call } = await logging();
    const saw = async (asked: Asked) => {
      const { status, json } = await call(event(asked));
      return { status, code: json.code };
    };
    const long = `{"user_uuid":"${'x'.repeat(20_000)}"}`;
    expect([
      await saw(userToken({})),
      await saw({ ...userToken(), body: '{' }),
      await saw({ ...userToken(), body: long, base64: true }),
      await saw({ ...userToken(), method: 'PUT' }),
      await saw({ method: 'GET', path: '/nowhere' }),
    ]).toEqual([
      { status: 401, code: 'ERR_UNAUTHENTICATED' },
      { status: 400, code: 'ERR_BODY' },
      { status: 413, code: 'ERR_TOO_LARGE' },
      { status: 405, code: 'ERR_METHOD' },
      { status: 404, code: 'ERR_NOT_FOUND' },
    ]);
  });

  it('reads the query', async () => {
    const { call } = await logging();
    const { json } = await call(
      event({
        method: 'GET',
        path: '/api/token/generateUserToken',
        query: { account: 'alice', expireTimeInSeconds: '600' },
        headers: { 'x-api-key': apiKey },
      }),
    );
    expect(servicesOf(json.token)).toEqual([chatUser('alice', 600)]);
  });

  it('is alive and ready', async () => {
    const { call } = await logging();
    for (const path of ['/healthz', '/readyz']) {
      expect(await call(event({ method: 'GET', path }))).toMatchObject({ status: 200, json: { status: 'ok' } });
    }
  });

  it('limits the address that AWS sees, not the one in a header from the client', async () => {
    const { call, fields } = await logging({ RATE_LIMIT_ADDRESS: '1' });
    const wrongKey = userToken({ 'x-api-key': 'at2_wrong' });
    expect((await call(event(wrongKey))).status).toBe(401);
    const { status, headers } = await call(event(wrongKey));
    expect(status).toBe(429);
    expect(headers['retry-after']).toMatch(/^\d+$/);
    expect(fields).toContainEqual(expect.objectContaining({ status: 429, address: SOURCE }));
  });
});

describe('the configuration', () => {
  it.each([
    ['demo mode with credentials of one’s own', { ...own, AUTH_MODE: 'demo' }, /AUTH_MODE is demo/],
    ['metrics', { METRICS_TOKEN: 'sixteen-characters' }, /METRICS_TOKEN is set, but this platform does not support it/],
  ])('is refused with %s', async (_, env, problem) => {
    const refused = createLambdaHandler(env);
    await expect(refused).rejects.toBeInstanceOf(ConfigError);
    await expect(refused).rejects.toThrow(problem);
  });
});

describe('deploy/lambda.mjs', () => {
  const file = new URL('../../deploy/lambda.mjs', import.meta.url).href;
  const run = (env: Record<string, string>) =>
    promisify(execFile)(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `const { handler } = await import(${JSON.stringify(file)});
         const { body } = await handler(${JSON.stringify(httpApi(userToken()))});
         console.log(JSON.stringify({ msg: 'answer', body }));`,
      ],
      { env: { PATH: process.env.PATH, ...env } },
    );

  it('exports a handler that logs one JSON object per line', async () => {
    const { stdout } = await run(env);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ msg }) => msg)).toEqual(['token issued', 'request', 'answer']);
    expect(servicesOf(JSON.parse(lines[2].body).token)).toEqual([chatUser('alice', 600)]);
  });

  it('does not load with an invalid configuration, and reports all problems', async () => {
    const { stderr } = await run({ AUTH_MODE: 'api-key' }).then(
      () => ({ stderr: 'it was loaded' }),
      (error: { stderr: string }) => error,
    );
    for (const problem of ['AGORA_APP_ID is missing', 'AGORA_APP_CERTIFICATE is missing', 'API_KEYS is missing']) {
      expect(stderr).toContain(problem);
    }
  });
});

describe.skipIf(!hasRedis)('with REDIS_URL', () => {
  it('a function and a server share one budget', async () => {
    const shared = { REDIS_URL: (await startRedis()).url, RATE_LIMIT_SERVICE: '2', RATE_LIMIT_WINDOW: '3600' };
    const { call, fields } = await logging(shared);
    await expect.poll(() => fields.length).toBe(1);
    const server = await startProcess({ ...env, ...shared });
    await server.logged('limits are shared through Redis');
    const post = () => postJson(`${server.url}/generate-user-token`, { user_uuid: 'a' }, { 'x-api-key': apiKey });
    const statuses = [
      (await call(httpApi(userToken()))).status,
      (await post()).status,
      (await call(httpApi(userToken()))).status,
      (await post()).status,
    ];
    expect(statuses).toEqual([200, 200, 429, 429]);
  });
});
