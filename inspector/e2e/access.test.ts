/** Accessibility: no axe violations in either theme, everything reachable by keyboard, no overflow on phones. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { kinds } from '../src/build/kinds.ts';
import { texts } from '../src/texts/texts.ts';
import { inBrowser } from './support/browser.ts';
import { contrasts } from './support/contrast.ts';
import { compareTokens, field, headline, openBuilder, paste, press, tokenField } from './support/sight.ts';
import { otherToken, token } from './support/tokens.ts';

const { build, tabs } = texts;

/** The states of the page that differ in layout or colour. */
const STATES: readonly (readonly [name: string, enter: (page: Page) => Promise<unknown>])[] = [
  ['empty', async () => {}],
  ['with a token', (page) => press(page, texts.input.example)],
  ['with an expired token', (page) => paste(page, token)],
  ['with a text that is not a token', (page) => paste(page, 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln')],
  ['with a truncated token', (page) => paste(page, token.slice(0, 120))],
  ['with a repaired token', (page) => paste(page, `Bearer ${token}`)],
  ['with two tokens', (page) => paste(page, `${token} ${otherToken}`)],
  ['comparing two tokens', (page) => compareTokens(page, token, otherToken)],
  ['comparing a token with nothing', (page) => compareTokens(page, token, '')],
  [
    'checked as another user',
    async (page) => {
      await press(page, texts.input.example);
      const details = page.locator('details.check');
      if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
      await field(page, texts.check.service).selectOption('chat');
      await field(page, texts.serviceFields.userId).fill('bob');
      await field(page, texts.check.primary).fill('0'.repeat(32));
    },
  ],
  ['with the builder', openBuilder],
  [
    'with the longest form',
    async (page) => {
      await openBuilder(page);
      await field(page, build.kind).selectOption('custom');
      await field(page, build.as).selectOption('typescript');
    },
  ],
  [
    'with a value that cannot be built',
    async (page) => {
      await openBuilder(page);
      await field(page, texts.fields.userId).fill('');
    },
  ],
];

inBrowser('the page', ({ visit }) => {
  it.each(
    STATES.flatMap(([name, enter]) =>
      (['light', 'dark'] as const).map((colorScheme) => ({ name, enter, colorScheme })),
    ),
  )('has no axe violations: $name, $colorScheme', async ({ enter, colorScheme }) => {
    const { page } = await visit({ colorScheme, reducedMotion: 'reduce' });
    await enter(page);
    await page.evaluate(axe.source);
    const { violations, undecided } = await page.evaluate(async () => {
      const { violations, incomplete } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      });
      return {
        violations: violations.map(({ id, nodes }) => ({
          id,
          nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
        })),
        undecided: incomplete.flatMap(({ id, nodes }) => nodes.map(({ target }) => ({ id, selector: String(target) }))),
      };
    });
    expect(violations).toEqual([]);
    // The bytes are smaller than 24 px. The field names beside them are larger targets for the same action.
    expect(undecided.filter(({ id }) => !['color-contrast', 'target-size'].includes(id))).toEqual([]);
    const unmeasured = undecided.filter(({ id }) => id === 'color-contrast').map(({ selector }) => selector);
    const measured = await contrasts(page, unmeasured);
    expect(measured.length).toBeGreaterThanOrEqual(unmeasured.length);
    expect(measured.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
  });

  it.each(STATES.flatMap(([name, enter]) => [320, 390, 1280].map((width) => ({ name, enter, width }))))(
    'does not scroll sideways: $name, $width px',
    async ({ enter, width }) => {
      const { page } = await visit({ viewport: { width, height: 800 } });
      await enter(page);
      // Elements outside the window are cut off even if the page does not scroll.
      const outside = await page.evaluate(() => {
        const scrolled = (one: Element | null): boolean =>
          one !== null &&
          (/(auto|scroll|hidden|clip)/.test(getComputedStyle(one).overflowX) || scrolled(one.parentElement));
        return [...document.body.querySelectorAll('*')]
          .filter((one) => one.getClientRects().length > 0 && !scrolled(one.parentElement))
          .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
          .map((one) => `${one.tagName}.${one.getAttribute('class')} ${one.getBoundingClientRect().right}`);
      });
      expect(outside).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    },
  );

  it('every kind of demo token fits on a phone of 320 px', async () => {
    const { page } = await visit({ viewport: { width: 320, height: 800 } });
    await openBuilder(page);
    for (const { id } of kinds) {
      await field(page, build.kind).selectOption(id);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), id).toBe(320);
    }
  });

  it('can be used with the keyboard alone', async () => {
    const { page } = await visit();
    const { keyboard } = page;
    const focused = () =>
      page.evaluate(() => (document.activeElement as HTMLElement).innerText || document.activeElement?.id);
    const tabTo = async (wanted: string) => {
      for (let presses = 0; presses < 60; presses++) {
        await keyboard.press('Tab');
        if ((await focused()) === wanted) return;
      }
      throw new Error(`the Tab key does not reach ${wanted}`);
    };
    await tabTo(tabs.inspect);
    await keyboard.press('End');
    expect(await focused()).toBe(tabs.build);
    await tabTo('build-field-userId');
    await keyboard.press('Control+A');
    await keyboard.type('zoe');
    await tabTo(build.inspect);
    await keyboard.press('Enter');
    expect(await focused()).toBe(tabs.inspect);
    expect(await page.getByText('zoe', { exact: true }).count()).toBe(1);
    await tabTo('token');
    await keyboard.press('Control+A');
    await keyboard.press('Delete');
    expect(await headline(page).textContent()).toBe(texts.verdict.idle);
    await keyboard.insertText(token);
    await tabTo(texts.content.appId);
    await keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.closest('.dump') !== null)).toBe(true);
    expect(await tokenField(page).inputValue()).toBe(token);
  });

  it('traps the keyboard nowhere', async () => {
    const { page } = await visit();
    await press(page, texts.input.example);
    await page.locator('body').evaluate(() => (document.activeElement as HTMLElement).blur());
    const stops: string[] = [];
    for (let presses = 0; presses < 160; presses++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => document.activeElement?.tagName ?? '');
      if (stop === 'BODY') break;
      stops.push(stop);
    }
    expect(stops.length).toBeLessThan(160);
    expect(stops).toContain('A');
  });

  it('keeps the byte map readable in forced colours', async () => {
    const { page } = await visit({ forcedColors: 'active' });
    await paste(page, token);
    const first = page.locator('.hex .first');
    const edges = await first.evaluateAll((all) => all.map((one) => getComputedStyle(one).borderLeftStyle));
    expect(new Set(edges)).toEqual(new Set(['solid']));
    const background = () => first.first().evaluate((one) => getComputedStyle(one).backgroundColor);
    const before = await background();
    await first.first().focus();
    expect(await background()).not.toBe(before);
  });

  it('prints the content without the controls', async () => {
    const { page } = await visit();
    await paste(page, token);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('button:visible').evaluateAll((all) => all.map(({ className }) => className))).toEqual(
      expect.not.arrayContaining(['', 'copy']),
    );
    for (const selector of ['.verdict', '.findings', '.timeline', '.dump', 'article.service', '#token']) {
      expect(await page.locator(selector).first().isVisible(), selector).toBe(true);
    }
    const area = await tokenField(page).evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
    expect(area).toBeLessThanOrEqual(0);
  });
});
