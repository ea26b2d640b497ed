/** Finds things on the page as users do: by labels and roles. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { texts } from '../../src/texts/texts.ts';

export const tokenField = (page: Page): Locator => page.getByRole('textbox', { name: texts.input.label, exact: true });

/** Replaces the text in the token field. */
export async function paste(page: Page, text: string): Promise<void> {
  await tokenField(page).fill(text);
  // Long texts are read after a pause.
  await expect.poll(() => headline(page).textContent()).not.toBe(texts.verdict.reading);
}

export const headline = (page: Page): Locator => page.locator('.verdict .headline');

export const findingCodes = (page: Page): Promise<string[]> => page.locator('.findings a').allTextContents();

export const openBuilder = (page: Page): Promise<void> => page.getByRole('tab', { name: texts.tabs.build }).click();

/** A control in the open tab, by its label. */
export const field = (page: Page, label: string): Locator =>
  page.getByRole('tabpanel').getByLabel(label, { exact: true });

export const press = (page: Page, button: string): Promise<void> =>
  page.getByRole('tabpanel').getByRole('button', { name: button, exact: true }).click();

/** The row of a term. */
export function fact(page: Page, term: string): Locator {
  return page.locator('dl > *').filter({ has: page.getByText(term, { exact: true }) });
}

/** The markup, and everything that a page can store. */
export function everythingKept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const kept = {
      address: location.href,
      title: document.title,
      history: history.state,
      cookie: document.cookie,
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: databases.map(({ name }) => name),
      markup: document.documentElement.outerHTML,
    };
    return JSON.stringify(kept);
  });
}

/** Opens the tab "Compare" and fills it in. */
export async function compareTokens(page: Page, first: string, second: string): Promise<void> {
  await page.getByRole('tab', { name: texts.tabs.compare }).click();
  await field(page, texts.compare.first).fill(first);
  await field(page, texts.compare.second).fill(second);
  if (first !== '' && second !== '') await page.locator('.compare table').waitFor();
}
