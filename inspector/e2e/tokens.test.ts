/** The golden and hostile tokens of the conformance kit, pasted one after another: shown or explained, without a blank page or an exception. */
import { expect, it } from 'vitest';
import { buildToken } from '../../src/index.ts';
import { golden, hostile, reference, refused } from '../../test/support/conformance-vectors.mjs';
import { formatOmitted } from '../src/texts/format.ts';
import { texts } from '../src/texts/texts.ts';
import { inBrowser, type Visit } from './support/browser.ts';
import { findingCodes, paste, tokenField } from './support/sight.ts';
import { appCertificate, appId } from './support/tokens.ts';

const readable = [...golden, ...reference];
const malformed = [...hostile, ...refused];

const ofManyServices = buildToken({
  appId,
  appCertificate,
  expiresIn: 3600,
  services: Array.from({ length: 2000 }, (_, uid) => ({
    service: 'rtc',
    channelName: 'lobby',
    uid,
    privileges: { joinChannel: 0 },
  })),
});

inBrowser('one page', ({ visit }) => {
  it(`shows ${readable.length} tokens with all their services, then explains ${malformed.length} that are malformed`, async () => {
    const { page, faults, requests } = await visit();
    for (const { id, token, content } of readable) {
      await paste(page, token);
      const { appId, services, failed } = await sight(page);
      expect({ appId, services, failed }, id).toEqual({
        appId: content.appId,
        services: content.services.length,
        failed: 0,
      });
    }
    for (const { id, token } of malformed) {
      await paste(page, token);
      const { headline, codes, failed } = await sight(page);
      expect(failed, id).toBe(0);
      // Without a text the page is in its initial state.
      const isEmpty = token === '';
      expect({ idle: headline === texts.verdict.idle, silent: codes.length === 0 }, id).toEqual({
        idle: isEmpty,
        silent: isEmpty,
      });
    }
    expect({ faults, requests: requests.length }).toEqual({ faults: [], requests: 1 });
  });

  it('stays usable with a token of 2000 services and with texts of a megabyte', async () => {
    const { page, faults } = await visit();
    await paste(page, ofManyServices);
    const { services, failed } = await sight(page);
    expect({ services, failed }).toEqual({ services: 40, failed: 0 });
    expect(await page.getByText(formatOmitted(1960, 'services')).count()).toBe(1);
    for (const text of ['x'.repeat(1_000_000), `007${'eJx'.repeat(300_000)}`]) {
      await paste(page, text);
      expect(await findingCodes(page)).not.toEqual([]);
    }
    expect(faults).toEqual([]);
  });

  it('does no work on the keystrokes in a long text', async () => {
    const { page } = await visit();
    await paste(page, 'x'.repeat(1_000_000));
    const field = tokenField(page);
    await field.press('End');
    // Ten keystrokes without a pause: the text is read once, after the last one.
    const readings = await page.evaluate(async () => {
      const headline = document.querySelector('.verdict .headline') as HTMLElement;
      const texts: string[] = [];
      new MutationObserver(() => texts.push(headline.textContent ?? '')).observe(headline, {
        childList: true,
        characterData: true,
        subtree: true,
      });
      const area = document.querySelector('#token') as HTMLTextAreaElement;
      for (let count = 0; count < 10; count++) {
        area.setRangeText('y', area.value.length, area.value.length, 'end');
        area.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await new Promise((resolve) => setTimeout(resolve));
      }
      while (texts.length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
      return texts;
    });
    expect(readings).toEqual([texts.verdict.reading, texts.headlines['not-a-token']]);
  });
});

/** Everything in one evaluation: with this many tokens, separate ones would take too long. */
function sight(page: Visit['page']) {
  return page.evaluate(() => {
    const textOf = (selector: string) => document.querySelector(selector)?.textContent ?? undefined;
    return {
      appId: textOf('.row[data-field="appId"] .value'),
      services: document.querySelectorAll('article.service').length,
      failed: document.querySelectorAll('.failed').length,
      headline: textOf('.verdict .headline'),
      codes: [...document.querySelectorAll('.findings a')].map((one) => one.textContent),
    };
  });
}
