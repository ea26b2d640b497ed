/** For everybody: axe finds nothing in either theme, the keyboard reaches everything, and a phone is wide enough. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { kinds } from '../src/build/kinds/kinds.ts';
import { texts } from '../src/texts/texts.ts';
import { inBrowser } from './support/browser.ts';
import { contrasts } from './support/contrast.ts';
import { field, headline, openBuilder, paste, press, tokenField } from './support/sight.ts';
import { token } from './support/tokens.ts';

const { build, tabs } = texts;

/** What the page can look like. */
const STATES: readonly (readonly [name: string, enter: (page: Page) => Promise<unknown>])[] = [
  ['empty', async () => {}],
  ['with a token', (page) => press(page, texts.input.example)],
  ['with a token that ended', (page) => paste(page, token)],
  ['with a text that is no token', (page) => paste(page, 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln')],
  ['with a token that is cut', (page) => paste(page, token.slice(0, 90))],
  [
    'checked as another user',
    async (page) => {
      await press(page, texts.input.example);
      const details = page.locator('details.check');
      if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
      await field(page, texts.check.service).selectOption('chat');
      await field(page, texts.check.subjects.userId).fill('bob');
      await field(page, texts.check.primary).fill('0'.repeat(32));
    },
  ],
  ['with the builder', openBuilder],
  [
    'with the longest form',
    async (page) => {
      await openBuilder(page);
      await field(page, build.kind).selectOption('convoai');
      await field(page, build.as).selectOption('go');
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
  )('has nothing that axe finds: $name, $colorScheme', async ({ enter, colorScheme }) => {
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
    // Bytes are as large as their digits, side by side: what they lead to has a name that leads there too.
    expect(undecided.filter(({ id }) => !['color-contrast', 'target-size'].includes(id))).toEqual([]);
    const unmeasured = undecided.filter(({ id }) => id === 'color-contrast').map(({ selector }) => selector);
    // The text area's own text is transparent over the coloured one.
    const measured = await contrasts(page, [...unmeasured, '.mirror span']);
    expect(measured.length).toBeGreaterThanOrEqual(unmeasured.length);
    expect(measured.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
  });

  it.each(STATES.flatMap(([name, enter]) => [320, 390, 1280].map((width) => ({ name, enter, width }))))(
    'needs no scrolling to the side: $name, $width px',
    async ({ enter, width }) => {
      const { page } = await visit({ viewport: { width, height: 800 } });
      await enter(page);
      // Not only the page: a part that sticks out of the window is cut off, even where nothing scrolls.
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

  it('every kind of token fits on the narrowest phone', async () => {
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
    await keyboard.press('ArrowRight');
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
    for (let presses = 0; presses < 120; presses++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => document.activeElement?.tagName ?? '');
      if (stop === 'BODY') break;
      stops.push(stop);
    }
    expect(stops.length).toBeLessThan(120);
    expect(stops).toContain('A');
  });
});
