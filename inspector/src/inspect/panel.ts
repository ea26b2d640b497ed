/** The tab "Inspect a token": takes a text, and shows what is in it and what is to be said about it. */

import { element } from '../page/element.ts';
import { formatRelative } from '../texts/format.ts';
import { texts } from '../texts/texts.ts';
import { judgeReading, type Reading, read } from '../token/inspect.ts';
import { checkForm } from './check-form.ts';
import { chosenTime, optionsOf } from './check-options.ts';
import { findingsElement } from './findings.ts';
import { resultElement } from './result.ts';
import { tokenInput } from './token-input.ts';
import { verdictElement } from './verdict.ts';

export interface InspectPanel {
  readonly root: HTMLElement;
  /** Shows a text, as if it had been typed. */
  show(text: string): void;
  /** Brings everything that depends on the time up to date. */
  tick(): void;
}

/** Longer texts are judged again every so many seconds only: it takes a while. */
const LONG_TEXT = 10_000;
const LONG_TEXT_SECONDS = 60;

/** `clock` gives unix seconds. */
export function inspectPanel(clock: () => number): InspectPanel {
  const verdict = verdictElement();
  const findings = findingsElement();
  const check = checkForm(() => judgeNow());
  const result = resultElement(element('div', { class: 'aside' }, findings.root, check.root));
  const input = tokenInput((text) => excerptText(text));
  let reading: Reading = read('');
  let judgedAt = 0;

  function excerptText(text: string): void {
    try {
      reading = read(text);
    } catch {
      // Nothing known leads here; if something does, the findings are still to be had.
      reading = { text, found: false };
    }
    result.show(reading);
    judgeNow();
  }

  function judgeNow(): void {
    judgedAt = clock();
    const values = check.values();
    const now = chosenTime(values) ?? judgedAt;
    const judgement = judgeReading(reading, optionsOf(values), Math.floor(now));
    verdict.show(judgement.verdict, reading.found ? texts.verdict.found : '');
    findings.show(judgement.findings);
    showTime();
  }

  function showTime(): void {
    const chosen = chosenTime(check.values());
    const now = chosen ?? clock();
    result.tick(now, chosen !== undefined);
    const { content } = reading;
    verdict.showEnd(content === undefined ? '' : endWords(content.expiresAt - Math.floor(now)));
  }

  excerptText('');
  return {
    root: element('div', { class: 'inspect' }, input.root, verdict.root, result.root),
    show: input.show,
    tick() {
      const step = reading.text.length > LONG_TEXT ? LONG_TEXT_SECONDS : 1;
      if (clock() - judgedAt >= step) judgeNow();
      else showTime();
    },
  };
}

function endWords(secondsLeft: number): string {
  return secondsLeft > 0
    ? texts.verdict.ends(formatRelative(secondsLeft))
    : texts.verdict.ended(formatRelative(secondsLeft));
}
