/** The page as the token server serves it (`npm start`): under the page's own policy and the server's. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { texts } from '../src/texts/texts.ts';
import { inBrowser } from './support/browser.ts';
import { field, openBuilder } from './support/sight.ts';
import { token } from './support/tokens.ts';

inBrowser('the token server’s inspector', ({ visit }) => {
  let child: ChildProcess;
  let url: string;

  beforeAll(async () => {
    const main = new URL('../../server/dist/main.js', import.meta.url).pathname;
    child = spawn(process.execPath, [main], {
      env: { PATH: process.env.PATH, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.stdout === null) throw new Error('cannot read the output of the server');
    for await (const line of createInterface(child.stdout)) {
      const { url: at } = JSON.parse(line);
      if (at === undefined) continue;
      url = at;
      break;
    }
  });
  afterAll(() => child?.kill());

  it('opens a link, and shows requests to its own server', async () => {
    const { page, requests, faults } = await visit({ url: `${url}/inspector`, at: `#${token}` });
    expect(await page.getByRole('article').count()).toBe(3);
    await openBuilder(page);
    await field(page, texts.build.as).selectOption('curl');
    expect(await page.locator('#build-code').textContent()).toContain(`curl -X POST ${url}/generate-user-token`);
    expect({ requests, faults }).toEqual({ requests: [`${url}/inspector`], faults: [] });
  });

  it('cannot be framed', async () => {
    const { page } = await visit({ url: 'about:blank' });
    await page.setContent(`<iframe src="${url}/inspector"></iframe>`);
    const frame = page.frames()[1];
    await expect.poll(() => frame?.url()).toContain('chrome-error');
  });
});
