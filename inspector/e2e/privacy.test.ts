/** Nothing leaves the page and it stores nothing: shown by its requests, and by what the browser forbids it. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { texts } from '../src/texts/texts.ts';
import { inBrowser } from './support/browser.ts';
import { pageFile } from './support/page-server.ts';
import { compareTokens, everythingKept, field, headline, openBuilder, paste, press } from './support/sight.ts';
import { appCertificate, appId, otherToken, token } from './support/tokens.ts';

const { build, check, input, tabs } = texts;

/** Uses all tabs, with a certificate of the user's own. */
async function useEverything(page: Page): Promise<void> {
  await press(page, input.example);
  await paste(page, token);
  await field(page, check.appId).fill(appId);
  await field(page, check.primary).fill(appCertificate);
  await field(page, check.secondary).fill(appCertificate.toUpperCase());
  await press(page, input.link);
  await page.locator('.dump button').first().focus();
  await page.locator('.copy').first().click({ force: true });
  await compareTokens(page, token, otherToken);
  await openBuilder(page);
  await field(page, build.appId).fill(appId);
  await field(page, build.appCertificate).fill(appCertificate);
  await field(page, build.showCertificate).check();
  for (const kind of ['rtc', 'rtm', 'custom', 'chat-user']) {
    await field(page, build.kind).selectOption(kind);
  }
  await press(page, build.copyToken);
  await press(page, build.copyCode);
}

inBrowser('the page', (inspector) => {
  const { visit } = inspector;

  it('requests nothing but itself, whatever the user does', async () => {
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
          setTimeout(resolve, 5000, 'no violation');
          // The policy does not cover Playwright's evaluation itself, but everything it starts. Exceptions count as reported.
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

  it('keeps the certificate out of the address, title, storage, attributes and text, during and after use', async () => {
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

  it('clears the certificates when the user leaves, even if the browser keeps the page in memory', async () => {
    const { page } = await visit();
    await useEverything(page);
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    const values = await page.locator('input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    expect(values.map((value) => value.toLowerCase())).not.toContain(appCertificate);
  });

  it('ignores a token in the query, which servers would see', async () => {
    const { page } = await visit({ at: `?token=${encodeURIComponent(token)}` });
    expect(await headline(page).textContent()).toBe(texts.verdict.idle);
    expect(await page.getByRole('tab', { name: tabs.inspect }).getAttribute('aria-selected')).toBe('true');
  });
});
