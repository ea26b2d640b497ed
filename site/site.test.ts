/** The built site: every link leads somewhere, and its pages are accessible and fit on phones. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { serve } from 'vitepress';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executablePath, launchOptions, mustRun } from '../test/support/chromium.ts';
import { sidebar } from './.vitepress/pages.ts';

const dist = join(import.meta.dirname, 'dist');
const PORT = 4173;

const files = (readdirSync(dist, { recursive: true, encoding: 'utf8' }) as string[]).filter((name) =>
  name.endsWith('.html'),
);
const html = new Map(files.map((name) => [`/${name}`, readFileSync(join(dist, name), 'utf8')]));

/** The file that a path without its ending is served from. */
function fileOf(path: string): string | undefined {
  const clean = decodeURI(path);
  return [clean, `${clean}.html`, `${clean}index.html`].find((candidate) => html.has(candidate));
}

describe('links', () => {
  it('the site has its pages', () => {
    expect(files.length).toBeGreaterThan(40);
  });

  it.each([...html.keys()])('of %s lead to pages and headings that exist', (name) => {
    const links = [...(html.get(name) ?? '').matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = '']) => href);
    const broken = links.filter((href) => {
      const { origin, pathname, hash } = new URL(href.replaceAll('&amp;', '&'), `http://site${name}`);
      if (origin !== 'http://site' || name === '/playground/index.html') return false;
      const target = fileOf(pathname);
      return target === undefined || (hash !== '' && !html.get(target)?.includes(`id="${decodeURI(hash.slice(1))}"`));
    });
    expect(broken).toEqual([]);
  });

  it('of the sidebar cover every guide', () => {
    const linked = new Set(sidebar.flatMap(({ items }) => items.map(({ link }) => fileOf(link))));
    const guides = [...html.keys()].filter((name) => /^\/docs\/[^/]+\.html$/.test(name) && name !== '/docs/index.html');
    expect(guides.filter((name) => !linked.has(name))).toEqual([]);
  });
});

if (executablePath === undefined)
  console.warn('\n!!! Chromium is not installed: the site is NOT tested in a browser !!!\n');

describe.skipIf(!mustRun)('in Chromium', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    server = await serve({ root: import.meta.dirname, port: PORT });
    browser = await chromium.launch(launchOptions);
  });
  afterAll(async () => {
    await browser?.close();
    (server as unknown as { server?: { close(): void } })?.server?.close();
  });

  const open = async (path: string, options: Parameters<Browser['newPage']>[0]): Promise<Page> => {
    const page = await browser.newPage({ reducedMotion: 'reduce', ...options });
    await page.goto(`http://localhost:${PORT}${path}`, { waitUntil: 'networkidle' });
    return page;
  };

  const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };
  const cases = [
    '/',
    '/docs/getting-started',
    '/docs/troubleshooting',
    '/docs/rest',
    '/docs/reference/accesstoken2',
  ].flatMap((path) =>
    (['phone', 'desktop'] as const).flatMap((size) =>
      (['light', 'dark'] as const).map((colorScheme) => ({ path, size, colorScheme })),
    ),
  );

  it.each(cases)(
    '$path on a $size, $colorScheme, passes axe and does not overflow',
    async ({ path, size, colorScheme }) => {
      const page = await open(path, { viewport: sizes[size], colorScheme });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await page.evaluate(axe.source);
      const violations = await page.evaluate(async () => {
        const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(
          document.querySelector('#VPContent') ?? document,
          {
            runOnly: ['wcag2a', 'wcag2aa'],
          },
        );
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      expect(violations).toEqual([]);
      await page.close();
    },
  );

  it('the search finds a page by a word in it', async () => {
    const page = await open('/', { viewport: sizes.desktop });
    await page.locator('#local-search button').click();
    await page.locator('#localsearch-input').fill('revoke');
    await page.locator('#localsearch-list a').first().waitFor();
    expect(await page.locator('#localsearch-list a').first().getAttribute('href')).toContain('/docs/faq');
    await page.close();
  });

  it('the playground reads a token', async () => {
    const page = await open('/playground/', { viewport: sizes.desktop });
    await page.locator('textarea').first().fill('007eJx');
    expect(await page.title()).toMatch(/token/i);
    await page.close();
  });
});
