/** The page as a person finds their way in it: by labels and roles. */
import type { Locator, Page } from 'playwright-core';
import { texts } from '../../src/texts/texts.ts';

export const tokenField = (page: Page): Locator => page.getByRole('textbox', { name: texts.input.label, exact: true });

/** Pastes a text, in the place of what was there. */
export async function paste(page: Page, text: string): Promise<void> {
  await tokenField(page).fill(text);
}

export const headline = (page: Page): Locator => page.locator('.verdict .headline');

export const findingCodes = (page: Page): Promise<string[]> => page.locator('.findings a').allTextContents();

export const openBuilder = (page: Page): Promise<void> => page.getByRole('tab', { name: texts.tabs.build }).click();

/** A control of the open tab, by its label. */
export const field = (page: Page, label: string): Locator =>
  page.getByRole('tabpanel').getByLabel(label, { exact: true });

export const press = (page: Page, button: string): Promise<void> =>
  page.getByRole('tabpanel').getByRole('button', { name: button, exact: true }).click();

/** The row of a term, without the term. */
export function fact(page: Page, term: string): Locator {
  return page.locator('dl > *').filter({ has: page.getByText(term, { exact: true }) });
}

/** Each element's attributes and text, and everything that a page can keep. */
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
