/** The same in a page: bundled as an app would be, in headless Chromium. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { mustRun } from '../../support/chromium.ts';
import { launch } from './browser.ts';
import type { DeviceOptions } from './device.ts';
import { type RemoteDevice, scenarios } from './scenarios.ts';

// In CI a browser is installed, and its absence must be red.
describe.skipIf(!mustRun)('a session on agora-chat, in a page', () => {
  let server: Server;
  let browser: Browser;
  let page: Page | undefined;

  beforeAll(async () => {
    const script = await bundle();
    server = createServer((request, response) => {
      const [type, body] = request.url === '/page.js' ? ['text/javascript', script] : ['text/html', PAGE];
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  scenarios({
    async open(options) {
      await page?.close();
      page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await page.evaluate((given) => window.openDevice(given), options as never);
      return remote(page);
    },
  });
});

declare const window: {
  openDevice(options: DeviceOptions): void;
  device: Record<string, (...args: unknown[]) => unknown>;
};

const PAGE = '<!doctype html><script src="/page.js"></script>';

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents:
        "import { Device } from './device.ts'; window.openDevice = (given) => { window.device = new Device(given); };",
      resolveDir: new URL('.', import.meta.url).pathname,
    },
    bundle: true,
    format: 'iife',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

function remote(page: Page): RemoteDevice {
  const call =
    (name: string) =>
    (...args: unknown[]) =>
      page.evaluate(([method, given]) => window.device[method as string]?.(...(given as unknown[])), [name, args]);
  return new Proxy({} as RemoteDevice, { get: (_, name) => (name === 'then' ? undefined : call(String(name))) });
}
