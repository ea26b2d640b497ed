/** The examples web-chat and vue-chat, started as their READMEs say, in headless Chromium. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mustRun } from '../../support/chromium.ts';
import { launch } from './browser.ts';

const root = new URL('../../../', import.meta.url).pathname;
const STARTING_MS = 300_000;

function startExample(name: string): ChildProcess {
  // A group of its own, so that what npm starts can be ended with it.
  return spawn('npm', ['run', `example:${name}`], {
    cwd: root,
    detached: true,
    env: { ...process.env, PORT: '0' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

async function stop(example: ChildProcess | undefined): Promise<void> {
  if (example?.pid === undefined || example.exitCode !== null) return;
  process.kill(-example.pid, 'SIGTERM');
  await once(example, 'exit');
}

describe.skipIf(!mustRun)('npm run example:web-chat', () => {
  let example: ChildProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    example = startExample('web-chat');
    const url = await printedUrl(example);
    browser = await launch();
    page = await browser.newPage();
    await page.goto(url);
  }, STARTING_MS);

  afterAll(async () => {
    await browser?.close();
    await stop(example);
  });

  const command = (line: string) => example.stdin?.write(`${line}\n`);
  const told = (text: string | RegExp, nth = 0) => page.locator('#log li').filter({ hasText: text }).nth(nth).waitFor();
  const state = () => page.locator('#state').textContent();

  it('signs in, renews, gets over a token server that is down, and shows a kick', async () => {
    await page.getByRole('button', { name: 'Sign in' }).click();
    await told('alice is online');
    expect(await state()).toBe('online');
    await page.waitForTimeout(1200); // minInterval
    command('warn');
    await told('a new token, for 60 seconds');
    command('down');
    command('expire');
    await told('no answer from the token server');
    command('up');
    await told('alice is online', 1);
    command('kick');
    await told('signed out: logged out by another device or by the server (ERR_KICKED)');
    expect(await state()).toBe('failed');
  });

  it('signs out', async () => {
    await page.getByRole('button', { name: 'Sign in' }).click();
    await told('alice is online', 2);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect.poll(state).toBe('signed-out');
  });
});

describe.skipIf(!mustRun)('npm run example:vue-chat', () => {
  let example: ChildProcess | undefined;
  let browser: Browser | undefined;

  afterAll(async () => {
    await browser?.close();
    await stop(example);
  });

  it('signs in, switches users, shows what failed, and signs out', { timeout: STARTING_MS }, async () => {
    example = startExample('vue-chat');
    const url = await printedUrl(example);
    browser = await launch();
    const page = await browser.newPage();
    await page.goto(url);
    const state = () => page.locator('#state').textContent();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(state).toBe('online');
    await page.getByLabel('User').fill('bob');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(state).toBe('online');
    example.stdin?.write('kick\n');
    await page.getByRole('alert').filter({ hasText: 'logged out by another device' }).waitFor();
    expect(await state()).toBe('failed');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect.poll(state).toBe('signed-out');
  });
});

async function printedUrl({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('nothing can be read');
  for await (const line of createInterface({ input: stdout })) {
    const url = /http:\S+/.exec(line)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error('the example ended before it printed an address');
}
