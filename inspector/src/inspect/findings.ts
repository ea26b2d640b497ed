/** The findings as a list. What does not change from one second to the next is left in place. */
import type { Finding } from 'accesstoken2';
import { panel } from '../page/controls.ts';
import { element } from '../page/element.ts';
import { setText } from '../page/time.ts';
import { FINDINGS_URL } from '../page/urls.ts';
import { texts } from '../texts/texts.ts';

export interface FindingsElement {
  readonly root: HTMLElement;
  /** `deviceTime` is the time that the findings are based on; undefined if it is not that of the device's clock. */
  show(findings: readonly Finding[], deviceTime: string | undefined): void;
}

/** Findings that a wrong clock causes too. */
const CLOCK_CODES = ['expired', 'not-yet-valid', 'privilege-expired'];

export function findingsElement(): FindingsElement {
  const list = element('ul', { class: 'findings' });
  let shown = '';
  return {
    root: panel('findings-title', texts.findings.title, list),
    show(findings, deviceTime) {
      const codes = findings.map(({ code }) => code).join(' ');
      if (codes !== shown || codes === '') list.replaceChildren(...items(findings));
      shown = codes;
      // Only the numbers in the texts change, and the focus may be in the list.
      findings.forEach(({ code, message }, index) => {
        const item = list.children[index] as HTMLElement;
        setText(item.querySelector('.message') as Node, message);
        const isClock = deviceTime !== undefined && CLOCK_CODES.includes(code);
        setText(item.querySelector('.clock') as Node, isClock ? texts.findings.clock(deviceTime) : '');
      });
    },
  };
}

function items(findings: readonly Finding[]): readonly HTMLElement[] {
  return findings.length === 0 ? [element('li', { class: 'quiet' }, texts.findings.none)] : findings.map(item);
}

function item({ severity, code, remedy }: Finding): HTMLElement {
  return element(
    'li',
    { class: severity },
    element('p', {}, element('strong', {}, texts.severities[severity]), ' ', element('span', { class: 'message' })),
    element('p', { class: 'remedy' }, remedy, ' ', element('span', { class: 'clock' })),
    element(
      'a',
      { href: FINDINGS_URL, rel: 'noreferrer', target: '_blank', 'aria-label': texts.findings.more(code) },
      code,
    ),
  );
}
