/** The verdict in one line. Screen readers announce when it changes; the countdown is outside the live region. */
import { element } from '../page/element.ts';
import { setText } from '../page/time.ts';
import { texts } from '../texts/texts.ts';
import type { Verdict } from '../token/verdict.ts';

export interface VerdictElement {
  readonly root: HTMLElement;
  show(verdict: Verdict): void;
  /** When the token expires, beside the verdict. */
  showExpiry(text: string): void;
}

export function verdictElement(): VerdictElement {
  const headline = element('p', { class: 'headline' });
  const summary = element('p', {});
  const expiry = element('p', { class: 'end' });
  const root = element(
    'section',
    { class: 'verdict', 'aria-label': texts.verdict.label },
    element('div', { role: 'status' }, headline, summary),
    expiry,
  );
  return {
    root,
    showExpiry: (text) => setText(expiry, text),
    show(verdict) {
      root.setAttribute('data-tone', verdict.tone);
      setText(headline, verdict.headline);
      setText(summary, verdict.summary);
    },
  };
}
