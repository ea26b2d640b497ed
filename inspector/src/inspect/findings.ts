/** The findings as a list; what stays the same from one second to the next is left in place. */
import type { Finding } from 'accesstoken2';
import { panel } from '../page/controls.ts';
import { element } from '../page/element.ts';
import { setText } from '../page/time.ts';
import { FINDINGS_URL } from '../page/urls.ts';
import { texts } from '../texts/texts.ts';

export interface FindingsElement {
  readonly root: HTMLElement;
  show(findings: readonly Finding[]): void;
}

export function findingsElement(): FindingsElement {
  const list = element('ul', { class: 'findings' });
  let shown = '';
  return {
    root: panel('findings-title', texts.findings.title, list),
    show(findings) {
      const codes = findings.map(({ code }) => code).join(' ');
      if (codes !== shown || codes === '') list.replaceChildren(...items(findings));
      shown = codes;
      // "Expired 12 seconds ago" becomes 13, and nothing else changes: the focus may be in the list.
      findings.forEach(({ message }, index) => {
        const place = list.children[index]?.querySelector('.message');
        if (place) setText(place, message);
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
    element('p', { class: 'remedy' }, remedy),
    element(
      'a',
      { href: FINDINGS_URL, rel: 'noreferrer', target: '_blank', 'aria-label': texts.findings.more(code) },
      code,
    ),
  );
}
