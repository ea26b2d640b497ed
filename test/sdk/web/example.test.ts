/** The example web-chat, started as its README says, in headless Chromium. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mustRun } from '../../support/chromium.ts';
import { launch } from './browser.ts';

const root = new URL('../../../', import.meta.url).pathname;
const STARTING_MS = 300_000;

describe.skipIf(!mustRun)('npm run example:web-chat', () => {
  let example: ChildProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    // A group of its own, so that what npm starts can be ended with it.
    example = spawn('npm', ['run', 'example:web-chat'], {
      cwd: root,
      detached: true,
      env: { ...process.env, PORT: '0' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const url = await printedUrl(example);
    browser = await launch();
    page = await browser.newPage();
    await page.goto(url);
  }, STARTING_MS);

  afterAll(async () => {
    await browser?.close();
    if (example?.pid === undefined || example.exitCode !== null) return;
    process.kill(-example.pid, 'SIGTERM');
    await once(example, 'exit');
  });

  const command = (line: string) => example.stdin?.write(`${line}\n`);
  const told = (text: string | RegExp, nth = 0) => page.locator('#log li').filter({ hasText: text }).nth(nth).waitFor();
  const state = () => page.locator('#state').textContent();

  it('signs in, gets over a token server that is down, and shows a kick', async () => {
    await page.getByRole('button', { name: 'Sign in' }).click();
    await told('alice is online');
    expect(await state()).toBe('online');
    command('down');
    command('expire');
    await told('the token server does not answer');
    command('up');
    await told('alice is online', 1);
    command('kick');
    await told('signed out: logged out by another device or the server (ERR_KICKED)');
    expect(await state()).toBe('failed');
  });

  it('signs out', async () => {
    await page.getByRole('button', { name: 'Sign in' }).click();
    await told('alice is online', 2);
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
