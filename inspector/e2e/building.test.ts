/** The tab "Build": every kind, invalid values, copying, and inspecting the token. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { decodeToken, verifyToken } from '../../src/index.ts';
import { kinds } from '../src/build/kinds.ts';
import { texts } from '../src/texts/texts.ts';
import { inBrowser } from './support/browser.ts';
import { field, headline, openBuilder, press, tokenField } from './support/sight.ts';

const words = texts.build;

const builtToken = async (page: Page) => (await page.locator('#build-token').textContent()) ?? '';
const code = async (page: Page) => (await page.locator('#build-code').textContent()) ?? '';
const problem = (page: Page) => page.locator('.problem').textContent();
const credentials = async (page: Page) => ({
  appId: await field(page, words.appId).inputValue(),
  appCertificate: await field(page, words.appCertificate).inputValue(),
});

inBrowser('the builder', ({ visit }) => {
  it('builds every kind of token with random credentials that verify it, and shows its code in all languages', async () => {
    const { page, faults } = await visit();
    await openBuilder(page);
    for (const { id, route, callsRest } of kinds) {
      await field(page, words.kind).selectOption(id);
      const { expiresIn } = verifyToken(await builtToken(page), await credentials(page));
      expect(expiresIn, id).toBe(3600);
      const languages = await page
        .locator('#build-language option')
        .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
      expect(languages, id).toEqual(['typescript', ...(route ? ['curl'] : []), ...(callsRest ? ['rest'] : [])]);
      for (const language of languages) {
        await field(page, words.as).selectOption(language);
        expect(await code(page), id).not.toContain((await credentials(page)).appCertificate);
        expect((await code(page)).length, id).toBeGreaterThan(80);
      }
    }
    expect(faults).toEqual([]);
  });

  it('uses the inputs in the token and the code', async () => {
    const { page } = await visit();
    await openBuilder(page);
    await field(page, words.kind).selectOption('rtm');
    await field(page, texts.fields.userId).fill(`it's "李雷"`);
    await field(page, texts.fields.expiresIn).fill('60');
    expect(decodeToken(await builtToken(page))).toMatchObject({
      expiresIn: 60,
      services: [{ userId: `it's "李雷"` }],
    });
    expect(await code(page)).toContain(String.raw`userId: "it's \"\u674e\u96f7\"",`);
  });

  it('keeps what was typed, and the language, when the kind changes', async () => {
    const { page } = await visit();
    await openBuilder(page);
    await field(page, texts.fields.userId).fill('bob');
    await field(page, words.as).selectOption('curl');
    await field(page, words.kind).selectOption('chat-app');
    expect(await code(page)).toContain(`-d '{"expire":3600}'`);
    await field(page, words.kind).selectOption('rtm');
    expect(await code(page)).toContain('buildRtmToken({');
    expect(await code(page)).toContain('userId: "bob",');
  });

  it('explains an invalid value with the label of the form, marks its field and shows no token', async () => {
    const { page, faults } = await visit();
    await openBuilder(page);
    await field(page, texts.fields.userId).fill('');
    expect(await problem(page)).toMatch(/^User ID must /);
    expect(await field(page, texts.fields.userId).getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('#build-token').isVisible()).toBe(false);
    await field(page, texts.fields.userId).fill('alice');
    expect(await problem(page)).toBe('');
    expect(await field(page, texts.fields.userId).getAttribute('aria-invalid')).toBe(null);

    await field(page, texts.fields.expiresIn).fill('1772366400');
    expect(await problem(page)).toMatch(/^Lifetime in seconds .*Unix time/);
    await field(page, texts.fields.expiresIn).fill('soon');
    expect(await problem(page)).toMatch(/^Lifetime in seconds must /);
    await field(page, texts.fields.expiresIn).fill('60');
    await field(page, words.appId).fill('mine');
    expect(await problem(page)).toMatch(/^App ID must be 32 hexadecimal digits/);

    await field(page, words.kind).selectOption('custom');
    await press(page, words.randomize);
    await field(page, texts.fields.services).fill('[{');
    expect(await problem(page)).toContain(words.notJson(''));
    await field(page, texts.fields.services).fill('[{"service":"tv"}]');
    expect(await problem(page)).toContain('service');
    await field(page, texts.fields.services).fill('{}');
    expect(await problem(page)).not.toBe('');
    expect(faults).toEqual([]);
  });

  it('replaces the credentials, shows the certificate on request, and builds again', async () => {
    const { page } = await visit();
    await openBuilder(page);
    const before = await credentials(page);
    const first = await builtToken(page);
    expect(before).toEqual({
      appId: expect.stringMatching(/^[0-9a-f]{32}$/),
      appCertificate: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    await press(page, words.again);
    expect(await builtToken(page)).not.toBe(first);
    await press(page, words.randomize);
    const after = await credentials(page);
    expect([after.appId, after.appCertificate]).not.toContain(before.appId);
    verifyToken(await builtToken(page), after);
    expect(await field(page, words.appCertificate).getAttribute('type')).toBe('password');
    await page.getByLabel(words.showCertificate).check();
    expect(await field(page, words.appCertificate).getAttribute('type')).toBe('text');
  });

  it('copies token and code', async () => {
    const { page } = await visit({ permissions: ['clipboard-read', 'clipboard-write'] });
    await openBuilder(page);
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await press(page, words.copyToken);
    await expect.poll(clipboard).toBe(await builtToken(page));
    await press(page, words.copyCode);
    await expect.poll(clipboard).toBe(await code(page));
    expect(await page.getByRole('status').allTextContents()).toContain(texts.page.copied);
  });

  it('reports that the browser refused to copy', async () => {
    const { page, faults } = await visit();
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
    });
    await openBuilder(page);
    await press(page, words.copyToken);
    await expect.poll(() => page.getByRole('status').allTextContents()).toContain(texts.page.notCopied);
    expect(faults).toEqual([]);
  });

  it('opens the token in the inspector', async () => {
    const { page } = await visit();
    await openBuilder(page);
    const built = await builtToken(page);
    await press(page, words.inspect);
    expect(await tokenField(page).inputValue()).toBe(built);
    expect(await headline(page).textContent()).toBe(texts.verdict.unchecked.intact);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('inspect-tab');
  });
});
