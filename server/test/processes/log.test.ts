/** If standard output can't be written, the server goes on, counts the lost lines, and stops on a signal. */
import { spawn } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ask, postJson } from '../support/listening.ts';
import { startProcess } from '../support/process.ts';
import { startWithStdout } from '../support/stdout.ts';

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'at2-log-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}

/** A FIFO: the descriptors for writing and for reading. */
async function fifo(): Promise<{ readonly path: string; readonly reader: number; readonly writer: number }> {
  const path = join(temporaryDirectory(), 'log');
  await new Promise((resolve) => spawn('mkfifo', [path]).once('close', resolve));
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(path, constants.O_WRONLY);
  return { path, reader, writer };
}

const token = (url: string) => postJson(`${url}/generate-user-token`, { user_uuid: 'alice' });

async function tokens(url: string, count: number): Promise<void> {
  for (let done = 0; done < count; done += 50) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => token(url)));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
  }
}

async function linesLost(url: string): Promise<number> {
  const { text } = await ask(`${url}/metrics`);
  return Number(/^accesstoken2_log_lines_lost_total (\d+)$/m.exec(text)?.[1]);
}

/** Requests with two lines each: more than the megabyte that is buffered. */
const MANY = 2500;

describe('a full disk', () => {
  it('loses only log lines', async () => {
    const full = openSync('/dev/full', 'w');
    const server = await startWithStdout(full);
    closeSync(full);
    await tokens(server.url, MANY);
    expect(await linesLost(server.url)).toBeGreaterThan(100);
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
  });

  it('stops on SIGINT, too', async () => {
    const full = openSync('/dev/full', 'w');
    const server = await startWithStdout(full);
    closeSync(full);
    server.signal('SIGINT');
    expect(await server.ended).toBe(0);
  });
});

describe('a reader that stalls', () => {
  it('loses log lines; memory is bounded, and SIGTERM stops the server', async () => {
    const { writer, reader } = await fifo();
    onTestFinished(() => closeSync(reader));
    const server = await startWithStdout(writer);
    closeSync(writer);
    await tokens(server.url, MANY);
    const lost = await linesLost(server.url);
    expect(lost).toBeGreaterThan(100);
    await tokens(server.url, 500);
    // Both lines of each request: nothing more is kept.
    expect(await linesLost(server.url)).toBeGreaterThanOrEqual(lost + 1000);
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
  });
});

describe('a reader that has closed the pipe', () => {
  it('loses log lines; when a reader returns, the log goes on and reports how many', async () => {
    const { path, writer, reader } = await fifo();
    const server = await startWithStdout(writer);
    closeSync(reader);
    await tokens(server.url, 50);
    await expect.poll(() => linesLost(server.url), { timeout: 10_000 }).toBeGreaterThanOrEqual(100);

    const next = spawn('cat', [path], { stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => void next.kill());
    let text = '';
    next.stdout.on('data', (chunk) => (text += chunk));
    await expect.poll(() => text, { timeout: 10_000 }).toContain('log lines were lost');
    await token(server.url);
    await expect.poll(() => text, { timeout: 10_000 }).toContain('"audit":"token"');
    const report = text.split('\n').find((line) => line.includes('log lines were lost')) ?? '';
    expect(JSON.parse(report)).toMatchObject({ level: 'warn', lost: expect.any(Number) });
    closeSync(writer);
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
  });
});

describe('AUDIT=required', () => {
  it('refuses tokens that could not be audited, and is not ready', async () => {
    const full = openSync('/dev/full', 'w');
    const server = await startWithStdout(full, { AUDIT: 'required' });
    closeSync(full);
    await expect.poll(async () => (await ask(`${server.url}/readyz`)).status, { timeout: 10_000 }).toBe(503);
    expect(await token(server.url)).toMatchObject({
      status: 503,
      json: { token: '', error: 'tokens cannot be audited at the moment', code: 'ERR_UNAVAILABLE' },
    });
    expect((await ask(`${server.url}/healthz`)).status).toBe(200);
  });

  it('issues them if the log can be written', async () => {
    const { url } = await startProcess({ AUDIT: 'required' });
    expect((await token(url)).status).toBe(200);
    expect((await ask(`${url}/readyz`)).status).toBe(200);
  });
});

it('at SIGTERM the last lines are written exactly once', async () => {
  const path = join(temporaryDirectory(), 'log');
  const file = openSync(path, 'w');
  const server = await startWithStdout(file);
  closeSync(file);
  await tokens(server.url, 500);
  server.signal('SIGTERM');
  expect(await server.ended).toBe(0);
  expect(statSync(path).size).toBeGreaterThan(0);
  const lines = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.filter(({ audit }) => audit === 'token')).toHaveLength(500);
  expect(lines.at(-1)).toMatchObject({ msg: 'stopped', drained: true });
});
