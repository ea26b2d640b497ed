/** Nothing leaves the page, and the page keeps nothing: shown by what it asks for, and by what the browser forbids it. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { texts } from '../src/texts/texts.ts';
import { inBrowser } from './support/browser.ts';
import { pageFile } from './support/page-server.ts';
import { everythingKept, field, headline, openBuilder, paste, press } from './support/sight.ts';
import { appCertificate, appId, token } from './support/tokens.ts';

const { build, check, input, tabs } = texts;

/** Goes through both tabs as a person would, with a certificate of their own. */
async function useEverything(page: Page): Promise<void> {
  await press(page, input.example);
  await paste(page, token);
  await field(page, check.appId).fill(appId);
  await field(page, check.primary).fill(appCertificate);
  await field(page, check.secondary).fill(appCertificate.toUpperCase());
  await press(page, input.link);
  await page.locator('.dump button').first().focus();
  await openBuilder(page);
  await field(page, build.appId).fill(appId);
  await field(page, build.appCertificate).fill(appCertificate);
  await field(page, build.showCertificate).check();
  for (const kind of ['rtc', 'apaas-user', 'custom', 'chat-user']) {
    await field(page, build.kind).selectOption(kind);
  }
  await press(page, build.copyToken);
  await press(page, build.copyCode);
}

inBrowser('the page', (inspector) => {
  const { visit } = inspector;

  it('asks for nothing but itself, whatever is done in it', async () => {
    const before = inspector.server.asked.length;
    const { page, requests } = await visit();
    await useEverything(page);
    await press(page, build.inspect);
    await page.waitForTimeout(1000);
    expect(requests).toEqual([inspector.server.url]);
    expect(inspector.server.asked.slice(before)).toEqual(['GET /']);
  });

  it.each([
    ['fetch', 'connect-src', 'fetch(target)'],
    ['XMLHttpRequest', 'connect-src', 'const r = new XMLHttpRequest(); r.open("GET", target); r.send()'],
    ['a WebSocket', 'connect-src', 'new WebSocket(target.replace("http", "ws"))'],
    ['an EventSource', 'connect-src', 'new EventSource(target)'],
    ['a beacon', 'connect-src', 'navigator.sendBeacon(target, "x")'],
    ['an image', 'img-src', 'new Image().src = target'],
    [
      'a style sheet',
      'style-src-elem',
      'document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: target }))',
    ],
    ['a font', 'font-src', 'new FontFace("x", "url(" + target + ")").load()'],
    ['a frame', 'frame-src', 'document.body.append(Object.assign(document.createElement("iframe"), { src: target }))'],
    [
      'a form',
      'form-action',
      'const f = document.createElement("form"); f.action = target; document.body.append(f); f.submit()',
    ],
    ['a style in the markup', 'style-src-attr', 'document.body.setAttribute("style", "color: red")'],
    ['a script from elsewhere', 'require-trusted-types-for', 'document.createElement("script").src = target'],
    ['markup from a text', 'require-trusted-types-for', 'document.body.innerHTML = "<p>"'],
  ])('is forbidden %s (%s)', async (_, directive, attempt) => {
    const { page } = await visit();
    const before = inspector.server.asked.length;
    const violated = await page.evaluate(
      ([script, target]) =>
        new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
          setTimeout(resolve, 5000, 'nothing was violated');
          // Playwright's own evaluation is outside of the policy; what it starts is not. What throws is reported too.
          try {
            Promise.resolve(new Function('target', script ?? '')(target)).catch(() => {});
          } catch {}
        }),
      [attempt, `${inspector.server.url}elsewhere`],
    );
    expect(violated).toBe(directive);
    expect(inspector.server.asked.slice(before)).toEqual([]);
  });

  it('works without a network, and as a file', async () => {
    const { page, faults } = await visit();
    await page.context().setOffline(true);
    await paste(page, token);
    expect(await page.getByRole('article').count()).toBe(3);

    const file = await visit({ url: `file://${pageFile}`, at: `#${token}` });
    expect(await file.page.getByRole('article').count()).toBe(3);
    expect(file.requests).toEqual([`file://${pageFile}`]);
    expect([faults, file.faults]).toEqual([[], []]);
  });

  it('has the certificate in no address, title, storage, attribute or text, while it is used and after', async () => {
    const { page } = await visit();
    const atFirst = await page.evaluate(() => ({
      address: location.href,
      title: document.title,
      length: history.length,
    }));
    await useEverything(page);
    const kept = await everythingKept(page);
    expect(kept.toLowerCase()).not.toContain(appCertificate);
    await press(page, build.inspect);
    expect((await everythingKept(page)).toLowerCase()).not.toContain(appCertificate);
    const atLast = await page.evaluate(() => ({
      address: location.href,
      title: document.title,
      length: history.length,
    }));
    expect(atLast).toEqual(atFirst);
  });

  it('stores nothing at all', async () => {
    const { page } = await visit();
    await useEverything(page);
    const { local, session, cookie, databases } = JSON.parse(await everythingKept(page));
    expect({ local, session, cookie, databases }).toEqual({ local: {}, session: {}, cookie: '', databases: [] });
  });

  it('forgets the certificates when it is left, also where the browser keeps the page', async () => {
    const { page } = await visit();
    await useEverything(page);
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    const values = await page.locator('input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    expect(values.map((value) => value.toLowerCase())).not.toContain(appCertificate);
  });

  it('reads no token from a query, which servers see', async () => {
    const { page } = await visit({ at: `?token=${encodeURIComponent(token)}` });
    expect(await headline(page).textContent()).toBe(texts.verdict.idle);
    expect(await page.getByRole('tab', { name: tabs.inspect }).getAttribute('aria-selected')).toBe('true');
  });
});
