/** The React hook with React 18 and 19, in strict mode, in headless Chromium. */
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mustRun } from '../../support/chromium.ts';
import { launch } from '../web/browser.ts';

const here = new URL('.', import.meta.url).pathname;

interface Driver {
  calls: string[];
  fetched: string[];
  show(userId?: string): void;
  setJwt(jwt: string): void;
  kick(): void;
  disconnect(): void;
  unmount(): void;
}
declare const window: { driver: Driver };

describe.skipIf(!mustRun).each(['18', '19'])('useChatSession with React %s', (version) => {
  let browser: Browser;
  let script: string;
  let page: Page;
  let errors: string[];

  beforeAll(async () => {
    script = await bundle(version);
    browser = await launch();
  });

  afterAll(() => browser?.close());

  beforeEach(async () => {
    page = await browser.newPage();
    errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.setContent('<div id="root"></div>');
    await page.addScriptTag({ content: script });
    await shows('online');
  });

  afterEach(async () => {
    await page.close();
    expect(errors).toEqual([]);
  });

  const shows = (text: string) => page.getByText(text, { exact: true }).waitFor();
  const driver = <Result>(act: (given: Driver) => Result) =>
    page.evaluate(`(${act.toString()})(window.driver)`) as Promise<Result>;

  it('logs in once, with one token, although strict mode mounts the component twice', async () => {
    await shows('alice');
    expect(await driver(({ calls }) => calls)).toEqual(['logout again', 'login alice']);
    expect(await driver(({ fetched }) => fetched)).toEqual(['alice first']);
  });

  it('logs the old user out before the new one logs in when the user changes', async () => {
    await driver(({ show }) => show('bob'));
    await shows('bob');
    await shows('online');
    expect(await driver(({ calls }) => calls)).toEqual([
      'logout again',
      'login alice',
      'logout done',
      'logout again',
      'login bob',
    ]);
  });

  it('logs out when the user becomes undefined', async () => {
    await driver(({ show }) => show());
    await shows('signed-out');
    await shows('nobody');
    expect(await driver(({ calls }) => calls.at(-1))).toBe('logout done');
  });

  it('logs out when the component unmounts', async () => {
    await driver(({ unmount }) => unmount());
    expect(await driver(({ calls }) => calls.at(-1))).toBe('logout done');
    expect(await page.locator('#root').innerHTML()).toBe('');
  });

  it('returns the error', async () => {
    await driver(({ kick }) => kick());
    await shows('failed');
    await shows('ERR_KICKED');
  });

  it('calls the fetchToken of the last render, and clears the error once online again', async () => {
    await driver(({ setJwt }) => setJwt('second'));
    await driver(({ disconnect }) => disconnect());
    await shows('ERR_DISCONNECTED');
    await shows('online');
    await shows('no error');
    expect(await driver(({ fetched }) => fetched)).toEqual(['alice first', 'alice second']);
  });
});

/** The page with one version of React. */
async function bundle(version: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${here}page.tsx`],
    bundle: true,
    format: 'iife',
    write: false,
    jsx: 'automatic',
    nodePaths: [`${here}../node_modules`],
    alias: { react: `react-${version}`, 'react-dom': `react-dom-${version}` },
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}
