/** The headers of every response: security headers, and CORS for allowed origins. */
import { describe, expect, it } from 'vitest';
import { ask, listening, postJson } from '../support/listening.ts';

const app = 'https://app.example';
const corsOrigins = [app, 'http://localhost:*'];

/** The headers whose names start with a prefix. */
const headersOf = (headers: Headers, prefix: string) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith(prefix)));

describe('every response', () => {
  it.each([
    ['a token', '/generate-user-token', 'POST', 200],
    ['a refusal', '/generate-user-token', 'GET', 405],
    ['an unknown path', '/nowhere', 'GET', 404],
    ['a probe', '/healthz', 'GET', 200],
    ['the OpenAPI document', '/openapi.json', 'GET', 200],
  ])('(%s) forbids caching, framing, MIME sniffing and scripts', async (_, path, method, status) => {
    const body = method === 'POST' ? { body: '{"user_uuid":"alice"}' } : {};
    const answer = await ask(`${await listening()}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...body,
    });
    const names = ['cache-control', 'content-security-policy', 'x-content-type-options', 'x-frame-options', 'vary'];
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(names.map((name) => [name, answer.headers.get(name)]))).toEqual({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      vary: 'Origin',
    });
  });

  it('has its own ID; the log also contains the client’s, if it is valid', async () => {
    const lines: Record<string, unknown>[] = [];
    const note = (fields: object) => void lines.push(fields as Record<string, unknown>);
    const url = await listening({ logger: { info: note, warn: note, error: note } });
    for (const id of ['abc-123_x', 'a b', '<b>', 'x'.repeat(65)]) {
      lines.length = 0;
      const { headers } = await postJson(`${url}/generate-user-token`, { user_uuid: 'a' }, { 'x-request-id': id });
      const requestId = headers.get('x-request-id');
      expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
      const clientRequestId = id === 'abc-123_x' ? id : undefined;
      expect(lines).toEqual([
        expect.objectContaining({ audit: 'token', requestId, clientRequestId, address: 'unknown' }),
        expect.objectContaining({ status: 200, requestId, clientRequestId, address: 'unknown' }),
      ]);
    }
  });
});

describe('a web page', () => {
  const from = async (origin: string) =>
    postJson(`${await listening({ corsOrigins })}/generate-user-token`, { user_uuid: 'a' }, { origin });

  it.each([app, 'http://localhost:5173', 'http://localhost'])(
    'from an allowed origin may read the response: %s',
    async (origin) => {
      const { status, headers } = await from(origin);
      expect(status).toBe(200);
      expect(headersOf(headers, 'access-control-')).toEqual({
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'RateLimit,RateLimit-Policy,Retry-After,X-Request-Id',
      });
      expect(headers.get('vary')).toBe('Origin');
    },
  );

  it.each([
    'https://evil.example',
    'https://app.example.evil.example',
    'http://app.example',
    'http://localhost:x',
    'null',
  ])('from any other origin may not: %s', async (origin) => {
    expect((await from(origin)).headers.get('access-control-allow-origin')).toBe(null);
  });

  it('may read errors, too', async () => {
    const url = await listening({ corsOrigins });
    const { status, headers } = await postJson(`${url}/generate-user-token`, {}, { origin: app });
    expect({ status, origin: headers.get('access-control-allow-origin') }).toEqual({ status: 400, origin: app });
  });

  it('gets the allowed methods and headers in its preflight request', async () => {
    const url = await listening({ corsOrigins, authenticate: () => undefined });
    const preflight = (origin: string) =>
      ask(`${url}/generate-user-token`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      });
    const { status, headers } = await preflight(app);
    expect(status).toBe(204);
    expect(headersOf(headers, 'access-control-')).toEqual({
      'access-control-allow-origin': app,
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'Authorization,Content-Type,X-API-Key,X-Request-Id',
      'access-control-expose-headers': 'RateLimit,RateLimit-Policy,Retry-After,X-Request-Id',
      'access-control-max-age': '600',
    });
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBe(null);
  });

  it('does not affect requests without an Origin, from apps and curl', async () => {
    const { status, headers } = await postJson(`${await listening({ corsOrigins })}/generate-user-token`, {
      user_uuid: 'a',
    });
    expect({ status, cors: headersOf(headers, 'access-control-') }).toEqual({ status: 200, cors: {} });
  });
});

describe('the length of a body', () => {
  const limited = () => listening({ maxBodyBytes: 100 });
  const post = async (init: RequestInit) =>
    (
      await ask(`${await limited()}/generate-user-token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        ...init,
      })
    ).status;
  const padded = (length: number) => '{"user_uuid":"alice"}'.padEnd(length);
  const streamed = (text: string) => ({
    body: new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      },
    }),
    duplex: 'half',
  });

  it('is limited whether declared or not: up to the limit is accepted, one byte more is refused', async () => {
    expect(await post({ body: padded(100) })).toBe(200);
    expect(await post({ body: padded(101) })).toBe(413);
    expect(await post(streamed(padded(100)) as RequestInit)).toBe(200);
    expect(await post(streamed(padded(101)) as RequestInit)).toBe(413);
  });
});
