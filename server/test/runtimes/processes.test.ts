/** Features of Bun and Deno as processes: signals, graceful shutdown, limits in Redis, and embedding the server. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { appCertificate, appId } from '../support/credentials.ts';
import { ask, postJson } from '../support/listening.ts';
import { type Program, startProcess } from '../support/process.ts';
import { hasRedis, startRedis } from '../support/redis.ts';
import { chatUser, servicesOf } from '../support/tokens.ts';
import { bun, deno } from './hosts.ts';

const own = { AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE: appCertificate };

describe.each([bun, deno])('$name', ({ identity, program }) => {
  const start = async (env: Record<string, string>) => {
    const server = await startProcess(env, program);
    expect(server.output().split('\n', 1)).toEqual([identity]);
    return server;
  };

  it('SIGTERM: reports not ready but answers until it stops listening, then finishes open requests', async () => {
    const server = await start({ SHUTDOWN_DELAY: '1' });
    const slow = await halfARequest(server.url);
    server.signal('SIGTERM');
    await server.logged('stopping');
    const { status, headers } = await ask(`${server.url}/readyz`);
    expect({ status, connection: headers.get('connection') }).toEqual({ status: 503, connection: 'close' });
    await expect.poll(() => ask(`${server.url}/healthz`).catch(() => 'refused'), { timeout: 10_000 }).toBe('refused');
    slow.finish();
    expect(await slow.answer()).toMatch(/^HTTP\/1\.1 200 [\s\S]*connection: close/i);
    expect(await server.ended).toBe(0);
  });

  it('SIGTERM: exits with 1 if open requests exceed the timeout', async () => {
    const server = await start({ SHUTDOWN_TIMEOUT: '1' });
    await halfARequest(server.url);
    server.signal('SIGTERM');
    expect(await server.ended).toBe(1);
  });

  it('SIGHUP: switches to the other certificate', async () => {
    const next = '00112233445566778899aabbccddeeff';
    const folder = mkdtempSync(join(tmpdir(), 'accesstoken2-server-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'certificate');
    writeFileSync(file, appCertificate);
    const server = await start({ AUTH_MODE: 'demo', AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE_FILE: file });
    writeFileSync(file, next);
    server.signal('SIGHUP');
    await server.logged('configuration reloaded');
    const { json } = await postJson(`${server.url}/generate-user-token`, { user_uuid: 'alice' });
    const { token } = json as { token: string };
    expect(servicesOf(token, { appCertificate: next })).toEqual([chatUser('alice', 3600)]);
  });

  it('a body that does not arrive: 408', async () => {
    const { url } = await start({ REQUEST_TIMEOUT: '1' });
    const slow = await halfARequest(url);
    await expect.poll(slow.received, { timeout: 20_000 }).toMatch(/^HTTP\/1\.1 408 [\s\S]*"ERR_TIMEOUT"/);
  });

  it('has metrics', async () => {
    const { url } = await start({});
    await postJson(`${url}/generate-user-token`, { user_uuid: 'alice' });
    const { text } = await ask(`${url}/metrics`);
    expect(text).toContain('accesstoken2_tokens_issued_total{kind="user"} 1');
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  });

  it('reports the address that it cannot listen on', async () => {
    const { url } = await start({});
    await expect(start({ PORT: new URL(url).port })).rejects.toThrow(
      /"faultCode":"EADDRINUSE","msg":"cannot listen: the port is in use; set PORT/,
    );
  });

  it('can be embedded with a custom authentication function', async () => {
    const embed: Program = [...program.slice(0, -1), new URL('embed.mjs', import.meta.url).pathname] as never;
    const { url } = await startProcess(own, embed);
    const post = (headers: Record<string, string>) => postJson(`${url}/generate-user-token`, {}, headers);
    expect((await post({})).status).toBe(401);
    const { json } = await post({ cookie: 'session=of-alice' });
    expect(servicesOf((json as { token: string }).token)).toEqual([chatUser('alice', 3600)]);
    expect((await ask(`${url}/about`)).text).toBe('mine');
  });
});

describe.skipIf(!hasRedis)('a server on Bun and one on Deno', () => {
  it('share one budget through Redis', async () => {
    const { url } = await startRedis();
    const env = { REDIS_URL: url, RATE_LIMIT_ADDRESS: '10', RATE_LIMIT_WINDOW: '3600' };
    const servers = await Promise.all([startProcess(env, bun.program), startProcess(env, deno.program)]);
    await Promise.all(servers.map(({ logged }) => logged('limits are shared through Redis')));
    const statuses = [];
    for (let i = 0; i < 20; i++) {
      const { url } = servers[i % 2] as { url: string };
      statuses.push((await postJson(`${url}/generate-user-token`, { user_uuid: 'alice' })).status);
    }
    expect(statuses).toEqual([...Array(10).fill(200), ...Array(10).fill(429)]);
  });
});

/** A request whose body is still being sent. */
async function halfARequest(url: string) {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  const body = '{"user_uuid":"alice"}';
  const head = `POST /generate-user-token HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\n`;
  socket.write(`${head}Content-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`);
  // A later request has been answered, so this one has arrived.
  await ask(`${url}/healthz`);
  let text = '';
  socket.on('data', (chunk) => (text += chunk));
  return {
    finish: () => void socket.write(body.slice(5)),
    received: () => text,
    /** The whole response, once the connection is closed. */
    async answer() {
      if (!socket.closed) await Promise.race([once(socket, 'end'), once(socket, 'close')]);
      return text;
    },
  };
}
