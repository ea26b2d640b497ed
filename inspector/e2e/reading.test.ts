/** The tab "Inspect a token": every way in, all that is shown, and "Check as". */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { decodeToken } from '../../src/index.ts';
import { texts } from '../src/texts/texts.ts';
import { inBrowser, type VisitOptions } from './support/browser.ts';
import { fact, field, findingCodes, headline, paste, press, tokenField } from './support/sight.ts';
import { appCertificate, appId, issuedAt, token } from './support/tokens.ts';

const { verdict } = texts;

inBrowser('the inspector', (inspector) => {
  const { visit } = inspector;

  /** A minute behind the token's beginning. */
  const visitInTime = (options: VisitOptions = {}) => visit({ ...options, now: issuedAt + 60 });

  it('begins empty, and says what to do', async () => {
    const { page, faults } = await visit();
    expect(await headline(page).textContent()).toBe(verdict.idle);
    expect(await page.locator('.result').isHidden()).toBe(true);
    expect(faults).toEqual([]);
  });

  it('shows what is in a token: content, services, permissions, bytes', async () => {
    const { page, faults } = await visitInTime();
    await paste(page, token);
    expect(await headline(page).textContent()).toBe(verdict.unchecked);
    expect(await fact(page, texts.content.appId).textContent()).toContain(appId);
    expect(await fact(page, texts.content.salt).textContent()).toContain('12345');
    expect(await fact(page, texts.content.issuedAt).textContent()).toContain('2026-03-01 12:00:00 UTC');
    expect(await page.getByRole('article').evaluateAll((all) => all.map((one) => one.ariaLabel))).toEqual([
      'rtc',
      'chat',
      'rtm2',
    ]);
    expect(await fact(page, 'channelName').textContent()).toBe('channelNamelobby');
    expect(await page.getByRole('row').allTextContents()).toEqual([
      'ResourceAccessNames',
      'messageChannelsreadlobbynews',
      'messageChannelswritelobby',
    ]);
    const bytes = await page.locator('.dump .hex .piece').allTextContents();
    expect(bytes.join(' ')).toMatch(/^20 00( [0-9a-f]{2})+$/);
    expect(faults).toEqual([]);
  });

  it('counts down, without anything being done', async () => {
    const { page } = await visitInTime();
    await paste(page, token);
    const left = () => page.locator('.verdict .end').textContent();
    await page.clock.pauseAt((issuedAt + 70) * 1000);
    expect(await left()).toContain('58 minutes 50 seconds');
    await page.clock.runFor(10_000);
    expect(await left()).toMatch(/58 minutes 4[01] seconds/);
    await page.clock.runFor(3_600_000);
    expect(await headline(page).textContent()).toBe(texts.headlines.expired);
  });

  it('draws the token and each privilege on one time line, and says the same in words', async () => {
    const { page } = await visitInTime();
    await paste(page, token);
    const bars = await page.locator('.timeline .bar').evaluateAll((all) => all.map((one) => one.getAttribute('width')));
    expect(bars).toEqual(['100%', '100%', '16.67%', '100%', '50%']);
    expect(await page.locator('#timeline-words li').count()).toBe(5);
  });

  it('follows each keystroke', async () => {
    const { page } = await visitInTime();
    await paste(page, token.slice(0, -1));
    expect(await headline(page).textContent()).not.toBe(verdict.unchecked);
    await tokenField(page).press('End');
    await tokenField(page).press('Control+End');
    await tokenField(page).pressSequentially(token.slice(-1));
    expect(await headline(page).textContent()).toBe(verdict.unchecked);
    await tokenField(page).press('Backspace');
    expect(await headline(page).textContent()).not.toBe(verdict.unchecked);
  });

  it('links fields and bytes, with the pointer and with the keys', async () => {
    const { page } = await visitInTime();
    await paste(page, token);
    const lit = () => page.locator('.lit').evaluateAll((all) => [...new Set(all.map((one) => one.dataset.field))]);
    await fact(page, 'channelName').hover();
    expect(await lit()).toEqual(['services[0].channelName']);
    await page.locator('.dump button').first().focus();
    expect(await lit()).toEqual(['signature']);
    await page.keyboard.press('ArrowRight');
    expect(await lit()).toEqual(['appId']);
    await page.getByRole('button', { name: texts.content.salt, exact: true }).click();
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.field)).toBe('salt');
  });

  it('explains, with a remedy and a link to the documentation', async () => {
    const { page } = await visitInTime();
    await paste(page, token);
    expect(await findingCodes(page)).toContain('signature-unchecked');
    expect(await page.locator('.findings .remedy').first().textContent()).not.toBe('');
    const links = await page
      .locator('.findings a')
      .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
    for (const link of links) expect(link).toContain('docs/verifying.md');
  });

  it('finds the token in what was copied with it', async () => {
    const { page } = await visitInTime();
    await paste(page, `Authorization: Bearer ${token}\n`);
    expect(await page.getByRole('article').count()).toBe(3);
    expect(await page.locator('.verdict').textContent()).toContain(verdict.found);
  });

  it('keeps signed bytes of services that nobody knows', async () => {
    const { page } = await visit();
    await paste(page, tokenOfUnknownService());
    expect(await fact(page, texts.content.unknown).count()).toBe(1);
  });

  it.each([
    ['#TOKEN', true],
    ['#token=TOKEN', true],
    ['#ENCODED', true],
    ['?token=TOKEN', false],
    ['?TOKEN', false],
  ])('reads a link with %s: %s', async (at, shown) => {
    const { page } = await visitInTime({
      at: at.replace('TOKEN', token).replace('ENCODED', encodeURIComponent(token)),
    });
    expect(await headline(page).textContent()).toBe(shown ? verdict.unchecked : verdict.idle);
  });

  it('reads a link that is put into its own address', async () => {
    const { page } = await visitInTime();
    await page.evaluate((hash) => {
      location.hash = hash;
    }, token);
    await expect.poll(() => headline(page).textContent()).toBe(verdict.unchecked);
  });

  it('takes a token that is dropped, as text or as a file, and one that is opened', async () => {
    const { page } = await visitInTime();
    await drop(page, token, 'text');
    expect(await headline(page).textContent()).toBe(verdict.unchecked);
    await press(page, texts.input.clear);
    await drop(page, `${token}\n`, 'file');
    await expect.poll(() => headline(page).textContent()).toBe(verdict.unchecked);
    await press(page, texts.input.clear);
    const file = { name: 'token.txt', mimeType: 'text/plain', buffer: Buffer.from(`${token}\n`) };
    await page.locator('input[type=file]').setInputFiles(file);
    await expect.poll(() => headline(page).textContent()).toBe(verdict.unchecked);
    expect(await tokenField(page).inputValue()).toBe(token);
  });

  it('refuses a file that no token could be', async () => {
    const { page, faults } = await visit();
    // On the disk, as a buffer would go through the debugging protocol.
    const folder = await mkdtemp(join(tmpdir(), 'inspector-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const film = join(folder, 'film');
    await writeFile(film, Buffer.alloc(30_000_000));
    await page.locator('input[type=file]').setInputFiles(film);
    await expect
      .poll(() => page.getByRole('status').allTextContents())
      .toContain(texts.input.fileTooLarge('30,000,000'));
    expect(faults).toEqual([]);
  });

  it('shows an example, copies a link to it that works, and clears', async () => {
    const { page } = await visit({ permissions: ['clipboard-read', 'clipboard-write'] });
    await press(page, texts.input.example);
    expect(await headline(page).textContent()).toBe(verdict.unchecked);
    const shown = await tokenField(page).inputValue();
    await press(page, texts.input.link);
    await expect.poll(() => page.getByRole('status').allTextContents()).toContain(texts.input.linked);
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${inspector.server.url}#${shown}`);
    const other = await visit({ url: link });
    expect(await tokenField(other.page).inputValue()).toBe(shown);
    await press(page, texts.input.clear);
    expect(await headline(page).textContent()).toBe(verdict.idle);
  });

  it('checks the signature with a certificate, or with either of two', async () => {
    const { page } = await visitInTime();
    await paste(page, token);
    const primary = field(page, texts.check.primary);
    const secondary = field(page, texts.check.secondary);
    await primary.fill('0'.repeat(32));
    expect(await headline(page).textContent()).toBe(texts.headlines['wrong-certificate']);
    await secondary.fill(appCertificate);
    expect(await headline(page).textContent()).toBe(verdict.valid);
    await secondary.fill('');
    await primary.fill(appCertificate);
    expect(await headline(page).textContent()).toBe(verdict.valid);
    expect(await page.locator('.verdict').textContent()).toContain(verdict.signatureFits);
  });

  it('checks app, service, user, privilege and a chosen time', async () => {
    const { page } = await visitInTime({ timezoneId: 'UTC' });
    await paste(page, token);
    const { check } = texts;
    await field(page, check.appId).fill('f'.repeat(32));
    expect(await headline(page).textContent()).toBe(texts.headlines['other-app']);
    await press(page, check.clear);
    expect(await headline(page).textContent()).toBe(verdict.unchecked);

    await field(page, check.service).selectOption('chat');
    await field(page, check.subjects.userId).fill('bob');
    expect(await headline(page).textContent()).toBe(texts.headlines['user-differs']);
    await field(page, check.subjects.userId).fill('alice');
    await field(page, check.privilege).fill('user');
    expect(await headline(page).textContent()).toBe(verdict.unchecked);
    await field(page, check.privilege).fill('app');
    expect(await headline(page).textContent()).not.toBe(verdict.unchecked);

    await press(page, check.clear);
    await field(page, check.at).fill('2026-03-01T13:00:01');
    expect(await headline(page).textContent()).toBe(texts.headlines.expired);
    await field(page, check.at).fill('2026-03-01T11:00');
    expect(await headline(page).textContent()).toBe(texts.headlines['not-yet-valid']);
  });

  it('is dark or light as the system is, or as it is told', async () => {
    const { page } = await visit({ colorScheme: 'dark' });
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const dark = await paper();
    await page.getByLabel(texts.page.theme.label).selectOption({ label: texts.page.theme.light });
    const light = await paper();
    expect(light).not.toBe(dark);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await paper()).toBe(light);
    await page.getByLabel(texts.page.theme.label).selectOption({ label: texts.page.theme.dark });
    expect(await paper()).toBe(dark);
  });
});

/** Somebody's, among the hostile ones. */
function tokenOfUnknownService(): string {
  const file = new URL('../../fixtures/hostile-tokens.json', import.meta.url);
  const { tokens } = JSON.parse(readFileSync(file, 'utf8')) as { tokens: { token: string }[] };
  const found = tokens.find(({ token }) => {
    try {
      return decodeToken(token).unknown?.serviceType !== undefined;
    } catch {
      return false;
    }
  });
  return found?.token ?? '';
}

async function drop(page: Page, content: string, as: 'text' | 'file'): Promise<void> {
  await page.evaluate(
    ([text, kind]) => {
      const dataTransfer = new DataTransfer();
      if (kind === 'text') dataTransfer.setData('text/plain', text ?? '');
      else dataTransfer.items.add(new File([text ?? ''], 'token.txt', { type: 'text/plain' }));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [content, as],
  );
}
