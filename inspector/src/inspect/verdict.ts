/** The verdict in one line. A screen reader is told of it when it changes; what ticks stands outside. */
import { element } from '../page/element.ts';
import { setText } from '../page/time.ts';
import { texts } from '../texts/texts.ts';
import type { Verdict } from '../token/verdict.ts';

export interface VerdictElement {
  readonly root: HTMLElement;
  /** `note` stands behind the summary. */
  show(verdict: Verdict, note: string): void;
  /** Beside it: when the token ends. */
  showEnd(words: string): void;
}

export function verdictElement(): VerdictElement {
  const headline = element('p', { class: 'headline' });
  const summary = element('p', {});
  const end = element('p', { class: 'end' });
  const root = element(
    'section',
    { class: 'verdict', 'aria-label': texts.verdict.label },
    element('div', { role: 'status' }, headline, summary),
    end,
  );
  return {
    root,
    showEnd: (words) => setText(end, words),
    show({ tone, headline: words, summary: more }, note) {
      root.setAttribute('data-tone', tone);
      setText(headline, words);
      setText(summary, `${more} ${note}`.trim());
    },
  };
}
