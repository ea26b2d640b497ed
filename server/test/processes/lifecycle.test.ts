/** A server process: how it starts or refuses to, reloads its configuration, and stops without losing a request. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { appCertificate, appId } from '../support/credentials.ts';
import { ask, postJson } from '../support/listening.ts';
import { runProcess, startProcess } from '../support/process.ts';
import { chatApp, chatUser, servicesOf } from '../support/tokens.ts';

const own = { AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE: appCertificate };

describe('start', () => {
  it('with an empty environment is in demo mode with the demo credentials, and logs it', async () => {
    const server = await startProcess({});
    expect(await server.logged('listening')).toMatchObject({ auth: ['demo'], demoApp: true });
    expect((await server.logged('listening')).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await server.logged('demo mode: anyone who can connect can get any token; set AUTH_MODE for production');
  });

  it('is refused if demo mode would issue tokens of a real app to anyone', async () => {
    expect(await runProcess([], { ...own, HOST: '0.0.0.0' })).toEqual({
      code: 2,
      output:
        'The configuration is not valid:\n' +
        '  AUTH_MODE is missing: with credentials of your own, set jwt, api-key, forward or hook; or demo, to give any token to anyone on this machine\n',
    });
  });

  it('--version prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await runProcess(['--version'])).toEqual({ code: 0, output: `${version}\n` });
  });

  it('reports the address that it cannot listen on', async () => {
    const { url } = await startProcess({});
    const { code, output } = await runProcess([], { PORT: new URL(url).port });
    expect({ code, line: JSON.parse(output) }).toMatchObject({
      code: 1,
      line: { msg: 'cannot listen: the port is in use; set PORT to another one', faultCode: 'EADDRINUSE' },
    });
  });
});

describe('--check-config', () => {
  it('describes a valid configuration', async () => {
    const env = {
      ...own,
      AUTH_MODE: 'jwt',
      JWT_ISSUER: 'i',
      JWT_AUDIENCE: 'a',
      JWT_JWKS_URL: 'https://id.example/jwks',
    };
    expect(await runProcess(['--check-config'], { ...env, REDIS_URL: 'redis://127.0.0.1:1', HOST: '0.0.0.0' })).toEqual(
      {
        code: 0,
        output: `The configuration is valid.
  callers      jwt
  anonymous    no token
  credentials  your own, signing with the primary certificate
  services     chat
  app tokens   off
  dialects     off
  limits       in Redis
  listens on   0.0.0.0 port 8080
Warning: Redis does not answer: no connection (ECONNREFUSED); limits would be counted in memory.
`,
      },
    );
  });

  it('reports all problems', async () => {
    expect(await runProcess(['--check-config'], { AUTH_MODE: 'api-key', PORT: 'http' })).toEqual({
      code: 2,
      output: `The configuration is not valid:
  PORT must be a whole number of 0 to 65535
  API_KEYS is missing
  AGORA_APP_ID is missing
  AGORA_APP_CERTIFICATE is missing
`,
    });
  });

  it('checks the keys themselves', async () => {
    const env = { ...own, AUTH_MODE: 'jwt', JWT_ISSUER: 'i', JWT_AUDIENCE: 'a', JWT_PUBLIC_KEY: 'nonsense' };
    expect(await runProcess(['--check-config'], env)).toMatchObject({ code: 2 });
  });
});

describe('the command', () => {
  it('creates an API key and an entry that accepts it', async () => {
    const { code, output } = await runProcess(['--new-api-key']);
    const [key] = /at2_\S+/.exec(output) as RegExpExecArray;
    const [entry] = /\{.*\}/.exec(output) as RegExpExecArray;
    expect(code).toBe(0);
    const server = await startProcess({ ...own, AUTH_MODE: 'api-key', API_KEYS: `[${entry}]` });
    const answer = await postJson(`${server.url}/generate-user-token`, { user_uuid: 'alice' }, { 'x-api-key': key });
    expect(answer.status).toBe(200);
  });

  it('has a help text with every option', async () => {
    const { code, output } = await runProcess(['--help']);
    expect(code).toBe(0);
    expect(output).toContain('AGORA_APP_CERTIFICATE\n');
  });

  it.each([['--check'], ['start'], ['--help', 'me']])('refuses %s', async (...args) => {
    expect(await runProcess(args)).toMatchObject({ code: 2 });
  });
});

describe('SIGHUP', () => {
  const next = '00112233445566778899aabbccddeeff';

  function secretFiles() {
    const folder = mkdtempSync(join(tmpdir(), 'accesstoken2-server-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const write = (name: string, text: string) => writeFileSync(join(folder, name), `${text}\n`);
    write('primary', appCertificate);
    write('secondary', next);
    write('sign-with', 'primary');
    const env = {
      AUTH_MODE: 'demo',
      AGORA_APP_ID: appId,
      AGORA_APP_CERTIFICATE_FILE: join(folder, 'primary'),
      AGORA_APP_CERTIFICATE_SECONDARY_FILE: join(folder, 'secondary'),
      SIGN_WITH_FILE: join(folder, 'sign-with'),
    };
    return { env, write };
  }

  const tokenOf = async (url: string) => {
    const { json } = await postJson(`${url}/generate-user-token`, { user_uuid: 'alice' });
    return (json as { token: string }).token;
  };

  it('rotates the certificate without interrupting requests', async () => {
    const { env, write } = secretFiles();
    const server = await startProcess({ ...env, RATE_LIMIT_ADDRESS: '0', RATE_LIMIT_SERVICE: '0' });
    expect(servicesOf(await tokenOf(server.url))).toEqual([chatUser('alice', 3600)]);

    let going = true;
    const found: number[] = [];
    const requests = (async () => {
      while (going) found.push((await postJson(`${server.url}/generate-user-token`, { user_uuid: 'alice' })).status);
    })();
    write('sign-with', 'secondary');
    server.signal('SIGHUP');
    expect(await server.logged('configuration reloaded')).toMatchObject({ signWith: 'secondary' });
    going = false;
    await requests;

    expect(new Set(found)).toEqual(new Set([200]));
    expect(servicesOf(await tokenOf(server.url), { appCertificate: next })).toEqual([chatUser('alice', 3600)]);
    // Agora's REST API refuses app tokens of the secondary certificate.
    const { json } = await postJson(`${server.url}/generate-app-token`, {});
    expect(servicesOf((json as { token: string }).token)).toEqual([chatApp(3600)]);
  });

  it('keeps the old configuration if the new one is invalid', async () => {
    const { env, write } = secretFiles();
    const server = await startProcess(env);
    write('primary', 'oops');
    server.signal('SIGHUP');
    expect(await server.logged('configuration not reloaded; the old one stays in use')).toMatchObject({
      level: 'error',
      problems: ['AGORA_APP_CERTIFICATE must be 32 hexadecimal digits'],
    });
    expect(servicesOf(await tokenOf(server.url))).toEqual([chatUser('alice', 3600)]);
  });
});

describe('SIGTERM', () => {
  /** A keep-alive client that sends requests until a response closes the connection. */
  async function client(url: string): Promise<{ answers: number; faults: string[] }> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const result = { answers: 0, faults: [] as string[] };
    for (let goodbye = false; !goodbye; ) {
      await new Promise<void>((resolve) => {
        const sent = request(
          `${url}/generate-user-token`,
          { method: 'POST', agent, headers: { 'content-type': 'application/json' } },
          (response) => {
            response.resume().once('end', () => {
              if (response.statusCode === 200) result.answers++;
              else result.faults.push(`status ${response.statusCode}`);
              goodbye = response.headers.connection === 'close';
              resolve();
            });
          },
        );
        sent.once('error', (error) => {
          result.faults.push(error.message);
          goodbye = true;
          resolve();
        });
        sent.end('{"user_uuid":"alice"}');
      });
    }
    agent.destroy();
    return result;
  }

  it('under load: answers every request, then exits with 0', async () => {
    const unlimited = { RATE_LIMIT_ADDRESS: '0', RATE_LIMIT_SERVICE: '0' };
    const server = await startProcess({ ...unlimited, SHUTDOWN_DELAY: '2' });
    const clients = Array.from({ length: 20 }, () => client(server.url));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    server.signal('SIGTERM');
    const results = await Promise.all(clients);
    expect(results.flatMap(({ faults }) => faults)).toEqual([]);
    expect(results.every(({ answers }) => answers > 0)).toBe(true);
    expect(await server.ended).toBe(0);
  });

  it('reports not ready but answers until it stops listening, then finishes open requests', async () => {
    const server = await startProcess({ SHUTDOWN_DELAY: '1' });
    const { port, hostname } = new URL(server.url);
    const slow = connect(Number(port), hostname);
    const body = '{"user_uuid":"alice"}';
    slow.write(
      `POST /generate-user-token HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\n` +
        `Content-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
    );
    await ask(`${server.url}/healthz`);

    server.signal('SIGTERM');
    await server.logged('stopping');
    const { status, headers } = await ask(`${server.url}/readyz`);
    expect({ status, connection: headers.get('connection') }).toEqual({ status: 503, connection: 'close' });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await expect(ask(`${server.url}/healthz`)).rejects.toThrow();

    slow.write(body.slice(5));
    let text = '';
    for await (const chunk of slow) text += chunk;
    expect(text).toMatch(/^HTTP\/1\.1 200 [\s\S]*connection: close/i);
    expect(await server.ended).toBe(0);
  });

  it('exits with 1 if open requests exceed the timeout', async () => {
    const server = await startProcess({ SHUTDOWN_TIMEOUT: '1' });
    const { port, hostname } = new URL(server.url);
    const stuck = connect(Number(port), hostname);
    stuck.on('error', () => {});
    stuck.write(
      'POST /generate-user-token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n',
    );
    await ask(`${server.url}/healthz`);
    server.signal('SIGTERM');
    expect(await server.ended).toBe(1);
  });
});

describe('socket limits', () => {
  it('headers that are too long: 431', async () => {
    const server = await startProcess({ MAX_HEADER_BYTES: '2048' });
    const { status } = await ask(`${server.url}/healthz`, { headers: { 'x-filler': 'x'.repeat(4096) } });
    expect(status).toBe(431);
  });

  it('headers that do not arrive: 408, and the connection closes', async () => {
    const server = await startProcess({ REQUEST_TIMEOUT: '1' });
    const { port, hostname } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n');
    let text = '';
    for await (const chunk of socket) text += chunk;
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
  });
});

describe('GET /metrics', () => {
  const metric = (text: string, line: string) =>
    text
      .split('\n')
      .find((one) => one.startsWith(line))
      ?.split(' ')
      .at(-1);

  it('counts tokens by kind, refusals by code, and requests by route', async () => {
    const { url } = await startProcess({});
    await postJson(`${url}/generate-user-token`, { user_uuid: 'alice' });
    await postJson(`${url}/generate-user-token`, { user_uuid: 'alice' });
    await postJson(`${url}/generate-app-token`, {});
    await postJson(`${url}/generate-user-token`, {});
    await ask(`${url}/nowhere/alice`);
    const { headers, text } = await ask(`${url}/metrics`);
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect({
      user: metric(text, 'accesstoken2_tokens_issued_total{kind="user"}'),
      app: metric(text, 'accesstoken2_tokens_issued_total{kind="app"}'),
      media: metric(text, 'accesstoken2_tokens_issued_total{kind="media"}'),
      input: metric(text, 'accesstoken2_requests_refused_total{code="ERR_INPUT"}'),
      notFound: metric(text, 'accesstoken2_requests_refused_total{code="ERR_NOT_FOUND"}'),
      ok: metric(
        text,
        'accesstoken2_request_duration_seconds_count{method="POST",route="/generate-user-token",status="200"}',
      ),
      none: metric(text, 'accesstoken2_request_duration_seconds_count{method="GET",route="none",status="404"}'),
    }).toEqual({ user: '2', app: '1', media: '0', input: '1', notFound: '1', ok: '2', none: '1' });
    expect(text).not.toContain('alice');
  });

  it('requires its credential outside demo mode, and does not exist without one', async () => {
    const sha256 = 'ab'.repeat(32);
    const env = {
      ...own,
      AUTH_MODE: 'api-key',
      API_KEYS: JSON.stringify([{ id: 'a', sha256, scopes: ['user-token'] }]),
    };
    const closed = await startProcess(env);
    expect((await ask(`${closed.url}/metrics`)).status).toBe(404);
    const METRICS_TOKEN = 'sixteen characters';
    const { url } = await startProcess({ ...env, METRICS_TOKEN: METRICS_TOKEN.replaceAll(' ', '-') });
    const status = async (headers: Record<string, string>) => (await ask(`${url}/metrics`, { headers })).status;
    expect(await status({})).toBe(401);
    expect(await status({ authorization: 'Bearer wrong' })).toBe(401);
    expect(await status({ authorization: `Bearer ${METRICS_TOKEN.replaceAll(' ', '-')}` })).toBe(200);
  });

  it('counts attempts with a wrong credential against the limit of the address', async () => {
    const { url, log } = await startProcess({
      ...own,
      AUTH_MODE: 'api-key',
      API_KEYS: JSON.stringify([{ id: 'a', sha256: 'ab'.repeat(32), scopes: ['user-token'] }]),
      METRICS_TOKEN: 'sixteen-characters',
      RATE_LIMIT_ADDRESS: '2',
    });
    const status = async (token: string) =>
      (await ask(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect(await status('sixteen-characters')).toBe(200);
    for (const expected of [401, 401, 429]) expect(await status('wrong')).toBe(expected);
    await expect
      .poll(log)
      .toContainEqual(expect.objectContaining({ route: '/metrics', status: 401, address: '127.0.0.1' }));
  });
});
