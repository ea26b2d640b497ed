/** The tab "Inspect": input, output, and the form "Check against". */
import { expect, it } from 'vitest';
import { hostile } from '../../test/support/conformance-vectors.mjs';
import { texts } from '../src/texts/texts.ts';
import { inBrowser, type VisitOptions } from './support/browser.ts';
import { fact, field, findingCodes, headline, paste, press, tokenField } from './support/sight.ts';
import { appCertificate, appId, issuedAt, otherToken, token } from './support/tokens.ts';

const { verdict } = texts;

inBrowser('the inspector', (inspector) => {
  const { visit } = inspector;

  /** One minute after the token's issue. */
  const visitInTime = (options: VisitOptions = {}) => visit({ ...options, now: issuedAt + 60 });

  it('starts empty, with instructions', async () => {
    const { page, faults } = await visit();
    expect(await headline(page).textContent()).toBe(verdict.idle);
    expect(await page.locator('.result').isHidden()).toBe(true);
    expect(faults).toEqual([]);
  });

  it('shows what is in a token: content, services, permissions, bytes', async () => {
    const { page, faults } = await visitInTime();
    await paste(page, token);
    expect(await headline(page).textContent()).toBe(verdict.unchecked.intact);
    expect(await fact(page, texts.content.appId).textContent()).toContain(appId);
    expect(await fact(page, texts.content.salt).textContent()).toContain('12345');
    expect(await fact(page, texts.content.issuedAt).textContent()).toContain('2026-03-01 12:00:00 UTC');
    expect(await page.getByRole('article').evaluateAll((all) => all.map((one) => one.ariaLabel))).toEqual([
      'rtc',
      'chat',
      'rtm2',
    ]);
    expect(await fact(page, 'channelName').textContent()).toBe('channelNamelobbyCopy');
    const names = (permission: string) => fact(page, permission).locator('li').allTextContents();
    expect(await names('messageChannels read')).toEqual(['lobby', 'news']);
    expect(await names('messageChannels write')).toEqual(['lobby']);
    const bytes = await page.locator('.dump .hex .piece').allTextContents();
    expect(bytes.join(' ')).toMatch(/^20 00( [0-9a-f]{2})+$/);
    expect(faults).toEqual([]);
  });

  it('counts down on its own', async () => {
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

  it('draws the token and each privilege on one timeline', async () => {
    const { page } = await visitInTime();
    await paste(page, token);
    const bars = await page.locator('.timeline .bar').evaluateAll((all) => all.map((one) => one.getAttribute('width')));
    expect(bars).toEqual(['100%', '100%', '16.67%', '100%', '50%']);
  });

  it('updates at each keystroke', async () => {
    const { page } = await visitInTime();
    await paste(page, token.slice(0, -1));
    expect(await headline(page).textContent()).not.toBe(verdict.unchecked.intact);
    await tokenField(page).press('End');
    await tokenField(page).press('Control+End');
    await tokenField(page).pressSequentially(token.slice(-1));
    expect(await headline(page).textContent()).toBe(verdict.unchecked.intact);
    await tokenField(page).press('Backspace');
    expect(await headline(page).textContent()).not.toBe(verdict.unchecked.intact);
  });

  it('connects fields and bytes, by pointer and by keyboard', async () => {
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

  it('shows findings with a remedy and a link to the documentation', async () => {
    const { page } = await visitInTime();
    await paste(page, token);
    expect(await findingCodes(page)).toContain('signature-unchecked');
    expect(await page.locator('.findings .remedy').first().textContent()).not.toBe('');
    const links = await page
      .locator('.findings a')
      .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
    for (const link of links) expect(link).toContain('docs/findings.md');
  });

  it('finds the token in the text around it', async () => {
    const { page } = await visitInTime();
    await paste(page, `Authorization: Bearer ${token}\n`);
    expect(await page.getByRole('article').count()).toBe(3);
    expect(await headline(page).textContent()).toBe(verdict.unchecked.repaired);
  });

  it('shows the signed bytes of unknown services', async () => {
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
  ])('reads the token from a link with %s: %s', async (at, shown) => {
    const { page } = await visitInTime({
      at: at.replace('TOKEN', token).replace('ENCODED', encodeURIComponent(token)),
    });
    expect(await headline(page).textContent()).toBe(shown ? verdict.unchecked.intact : verdict.idle);
  });

  it('reads the token when the fragment of its own address changes', async () => {
    const { page } = await visitInTime();
    await page.evaluate((hash) => {
      location.hash = hash;
    }, token);
    await expect.poll(() => headline(page).textContent()).toBe(verdict.unchecked.intact);
  });

  it('shows an example, copies a working link to it, and clears', async () => {
    const { page } = await visit({ permissions: ['clipboard-read', 'clipboard-write'] });
    await press(page, texts.input.example);
    expect(await headline(page).textContent()).toBe(verdict.unchecked.intact);
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

  it('checks the signature with one certificate or either of two', async () => {
    const { page } = await visitInTime();
    await paste(page, token);
    const primary = field(page, texts.check.primary);
    const secondary = field(page, texts.check.secondary);
    await primary.fill('0'.repeat(32));
    expect(await headline(page).textContent()).toBe(texts.headlines['wrong-certificate']);
    await secondary.fill(appCertificate);
    expect(await headline(page).textContent()).toBe(verdict.valid.intact);
    await secondary.fill('');
    await primary.fill(appCertificate);
    expect(await headline(page).textContent()).toBe(verdict.valid.intact);
    expect(await page.locator('.verdict').textContent()).toContain(verdict.signatureMatches);
  });

  it('checks app, service, user, privilege and time', async () => {
    const { page } = await visitInTime({ timezoneId: 'UTC' });
    await paste(page, token);
    const { check } = texts;
    await field(page, check.appId).fill('f'.repeat(32));
    expect(await headline(page).textContent()).toBe(texts.headlines['other-app']);
    await press(page, check.clear);
    expect(await headline(page).textContent()).toBe(verdict.unchecked.intact);

    await field(page, check.service).selectOption('chat');
    await field(page, texts.serviceFields.userId).fill('bob');
    expect(await headline(page).textContent()).toBe(texts.headlines['user-differs']);
    await field(page, texts.serviceFields.userId).fill('alice');
    await field(page, check.privilege).fill('user');
    expect(await headline(page).textContent()).toBe(verdict.unchecked.intact);
    await field(page, check.privilege).fill('app');
    expect(await headline(page).textContent()).not.toBe(verdict.unchecked.intact);

    await press(page, check.clear);
    await field(page, check.at).fill('2026-03-01T13:00:01');
    expect(await headline(page).textContent()).toBe(texts.headlines.expired);
    await field(page, check.at).fill('2026-03-01T11:00');
    expect(await headline(page).textContent()).toBe(texts.headlines['not-yet-valid']);
  });

  it('is dark or light like the system', async () => {
    const { page } = await visit({ colorScheme: 'dark' });
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const dark = await paper();
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await paper()).not.toBe(dark);
  });

  it('repairs a token, says how, and replaces the text on request', async () => {
    const { page } = await visitInTime();
    await paste(page, `{"token":"${token}"}`);
    expect(await headline(page).textContent()).toBe(verdict.unchecked.repaired);
    expect(await page.locator('.repairs code').textContent()).toBe('surrounded');
    expect(await page.getByRole('article').count()).toBe(3);
    await press(page, texts.repair.use);
    expect(await tokenField(page).inputValue()).toBe(token);
    expect(await headline(page).textContent()).toBe(verdict.unchecked.intact);
    expect(await page.locator('.repairs').count()).toBe(0);
  });

  it('shows the content and the bytes before the cut of a truncated token', async () => {
    const { page } = await visitInTime();
    await paste(page, token.slice(0, 140));
    expect(await headline(page).textContent()).toBe(texts.headlines['cut-off']);
    expect(await fact(page, 'appId').textContent()).toContain(appId);
    expect(await fact(page, 'salt').textContent()).toContain('12345');
    expect(await page.locator('.dump .hex .piece').count()).toBeGreaterThan(10);
  });

  it('gives the findings the whole width if there is no content', async () => {
    const { page } = await visit({ viewport: { width: 1280, height: 800 } });
    const width = async () => (await page.locator('.aside').boundingBox())?.width ?? 0;
    await paste(page, token);
    expect(await width()).toBeLessThan(500);
    await paste(page, 'hello');
    expect(await width()).toBeGreaterThan(1000);
  });

  it('compares two tokens, and offers it for a text with two', async () => {
    const { page, faults } = await visitInTime();
    await paste(page, `old: ${token} new: ${otherToken}`);
    await press(page, texts.repair.compare);
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe(texts.tabs.compare);
    const differing = () =>
      page
        .locator('.compare tr.differs')
        .evaluateAll((all) => all.map((one) => one.firstElementChild?.firstChild?.textContent));
    expect(await differing()).toEqual(['Signature', 'rtm2 messageChannels read']);
    expect(await page.locator('.compare .headline').textContent()).toBe(texts.compare.differences(2));
    await field(page, texts.compare.onlyDifferences).check();
    expect(await page.locator('.compare tbody tr:visible').count()).toBe(2);
    await field(page, texts.compare.second).fill(token);
    await expect.poll(() => page.locator('.compare .headline').textContent()).toBe(texts.compare.same);
    expect(faults).toEqual([]);
  });

  it('shows the numbers of services and privileges', async () => {
    const { page } = await visitInTime();
    await paste(page, token);
    expect(await page.locator('h3').allTextContents()).toEqual(['rtctype 1', 'chattype 5', 'rtm2type 8']);
    expect(await fact(page, 'publishAudio').textContent()).toContain('publishAudio2');
  });

  it('copies a field as it is', async () => {
    const { page } = await visitInTime({ permissions: ['clipboard-read', 'clipboard-write'] });
    await paste(page, token);
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    const { copyField } = texts.page;
    await page.getByRole('button', { name: copyField(texts.content.appId) }).click();
    await expect.poll(clipboard).toBe(appId);
    await page.getByRole('button', { name: copyField('channelName') }).click();
    await expect.poll(clipboard).toBe('lobby');
    await page.getByRole('button', { name: copyField(texts.content.expiresAt) }).click();
    await expect.poll(clipboard).toBe(String(issuedAt + 3600));
  });

  it('names the clock of the device as a possible cause, unless the time was chosen', async () => {
    const { page } = await visit({ now: issuedAt - 3600, timezoneId: 'UTC' });
    await paste(page, token);
    expect(await headline(page).textContent()).toBe(texts.headlines['not-yet-valid']);
    expect(await page.locator('.findings .clock').first().textContent()).toContain('2026-03-01 11:00');
    await field(page, texts.check.at).fill('2026-03-01T14:00');
    expect(await headline(page).textContent()).toBe(texts.headlines.expired);
    expect(await page.locator('.findings .clock').first().textContent()).toBe('');
  });

  it('explains an incomplete certificate at its field, in the words of the form', async () => {
    const { page } = await visitInTime();
    await paste(page, token);
    await field(page, texts.check.primary).pressSequentially(appCertificate.slice(0, 5));
    expect(await page.locator('#check-primary-problem').textContent()).toBe(texts.check.notHex(5));
    expect(await headline(page).textContent()).toBe(verdict.unchecked.intact);
    expect(await page.locator('.findings').textContent()).not.toContain('appCertificate');
    await field(page, texts.check.primary).fill(appCertificate);
    expect(await page.locator('#check-primary-problem').textContent()).toBe('');
    expect(await headline(page).textContent()).toBe(verdict.valid.intact);
  });
});

function tokenOfUnknownService(): string {
  return hostile.find(({ flags }) => flags.includes('UnknownService'))?.token ?? '';
}
