/** Chromium, started once per test file. Without it, the tests are skipped with a warning, except in CI, where they fail. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { executablePath, launchOptions, mustRun } from '../../../test/support/chromium.ts';
import { type PageServer, startPageServer } from './page-server.ts';

if (executablePath === undefined)
  console.warn('\n!!! Chromium is not installed: the page is NOT tested in a browser !!!\n');

export interface Visit {
  readonly page: Page;
  /** The URLs of all requests, including those for the page itself. */
  readonly requests: string[];
  /** Exceptions, and errors and warnings in the console. */
  readonly faults: string[];
}

export interface VisitOptions extends BrowserContextOptions {
  /** Appended to the page's address: `#007…`, `?…`. */
  readonly at?: string;
  /** Instead of the served page. */
  readonly url?: string;
  /** Sets the page's clock, in unix seconds. Defaults to now. */
  readonly now?: number;
}

export interface Inspector {
  readonly server: PageServer;
  visit(options?: VisitOptions): Promise<Visit>;
}

/** `describe` with a browser and a server for the page. */
export function inBrowser(name: string, tests: (inspector: Inspector) => void): void {
  describe.skipIf(!mustRun)(name, () => {
    let browser: Browser;
    let server: PageServer;

    beforeAll(async () => {
      [browser, server] = await Promise.all([chromium.launch(launchOptions), startPageServer()]);
    });
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
    });

    tests({
      get server() {
        return server;
      },
      async visit({ at = '', url = server.url, now, ...options } = {}) {
        const context = await browser.newContext(options);
        const requests: string[] = [];
        const faults: string[] = [];
        context.on('request', (request) => requests.push(request.url()));
        const page = await context.newPage();
        page.on('pageerror', ({ message }) => faults.push(message));
        page.on('console', (message) => {
          // The library's own warning, once per page: here the certificate is a demo's, or that of the user.
          const isExpected = message.text().startsWith('accesstoken2: an app certificate is used in a browser.');
          if (['error', 'warning'].includes(message.type()) && !isExpected) faults.push(message.text());
        });
        page.setDefaultTimeout(20_000);
        if (now !== undefined) await page.clock.install({ time: now * 1000 });
        await page.goto(url + at);
        return { page, requests, faults };
      },
    });
  });
}
