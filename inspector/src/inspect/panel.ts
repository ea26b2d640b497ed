/** The tab "Inspect": takes a text, and shows what is in it and what is wrong with it. */
import { element } from '../page/element.ts';
import { formatRelative, formatTime, localOffset } from '../texts/format.ts';
import { texts } from '../texts/texts.ts';
import { type Reading, read } from '../token/inspect.ts';
import { judge } from '../token/verdict.ts';
import { checkForm } from './check-form.ts';
import { chosenTime, optionsOf } from './check-options.ts';
import { findingsElement } from './findings.ts';
import { repairElement } from './repair.ts';
import { resultElement } from './result.ts';
import { tokenInput } from './token-input.ts';
import { verdictElement } from './verdict.ts';

export interface InspectPanel {
  readonly root: HTMLElement;
  /** Shows a text as if it had been typed. */
  show(text: string): void;
  /** Updates everything that depends on the time. */
  tick(): void;
}

/** Reading a text of 1 MB takes up to 0.4 s: long texts are read when the user stops typing, and judged less often. */
const LONG_TEXT = 10_000;
const TYPING_PAUSE_MS = 500;
const LONG_TEXT_SECONDS = 60;

/** `clock` returns unix seconds; `compare` opens two tokens in the other tab. */
export function inspectPanel(clock: () => number, compare: (first: string, second: string) => void): InspectPanel {
  const verdict = verdictElement();
  const findings = findingsElement();
  const check = checkForm(() => judgeNow());
  const repair = element('div', { class: 'repair' });
  const result = resultElement(element('div', { class: 'aside' }, findings.root, check.root));
  const input = tokenInput((text) => changed(text));
  let reading: Reading = { text: '', repairs: [] };
  let judgedAt = 0;
  let typing: ReturnType<typeof setTimeout> | undefined;

  function changed(text: string): void {
    clearTimeout(typing);
    typing = undefined;
    if (text.length <= LONG_TEXT) {
      showText(text);
      return;
    }
    verdict.show({ tone: 'idle', headline: texts.verdict.reading, summary: '' });
    verdict.showExpiry('');
    repair.replaceChildren();
    result.root.hidden = true;
    typing = setTimeout(() => showText(text), TYPING_PAUSE_MS);
  }

  function showText(text: string): void {
    typing = undefined;
    try {
      reading = read(text);
    } catch {
      // No known text gets here. If one does, the findings are still useful.
      reading = { text, repairs: [] };
    }
    const repaired = repairElement(reading, { use: input.show, compare });
    repair.replaceChildren(...(repaired ? [repaired] : []));
    result.show(reading);
    judgeNow();
  }

  function judgeNow(): void {
    if (typing !== undefined) return;
    judgedAt = clock();
    const values = check.values();
    const chosen = chosenTime(values);
    const now = Math.floor(chosen ?? judgedAt);
    const judgement = judge(reading, optionsOf(values), now);
    verdict.show(judgement.verdict);
    findings.show(judgement.findings, chosen === undefined ? formatTime(now, localOffset(now)) : undefined);
    showTime();
  }

  function showTime(): void {
    const chosen = chosenTime(check.values());
    const now = chosen ?? clock();
    result.tick(now, chosen !== undefined);
    const { content } = reading;
    verdict.showExpiry(content === undefined ? '' : describeExpiry(content.expiresAt - Math.floor(now)));
  }

  showText('');
  return {
    root: element('div', { class: 'inspect' }, input.root, verdict.root, repair, result.root),
    show: input.show,
    tick() {
      if (typing !== undefined) return;
      const step = reading.text.length > LONG_TEXT ? LONG_TEXT_SECONDS : 1;
      if (clock() - judgedAt >= step) judgeNow();
      else showTime();
    },
  };
}

function describeExpiry(secondsLeft: number): string {
  const when = formatRelative(secondsLeft);
  return secondsLeft > 0 ? texts.verdict.expires(when) : texts.verdict.expired(when);
}
