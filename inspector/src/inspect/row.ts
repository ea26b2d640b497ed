/** A row of a token's content: the field's name, which links to its bytes and has their colour, and its value. */

import { copyButton } from '../page/copy.ts';
import { type Child, element } from '../page/element.ts';
import { formatOmitted } from '../texts/format.ts';
import { texts } from '../texts/texts.ts';
import type { Excerpt } from '../token/excerpt.ts';
import { partClass } from '../token/spans.ts';

export interface RowOptions {
  readonly field: string;
  readonly name: string;
  /** The number of a privilege. */
  readonly number?: number | undefined;
  /** What the row's copy button copies. Omit it for a row without a button. */
  readonly copy?: string | undefined;
}

export function row({ field, name, number, copy }: RowOptions, ...value: readonly Child[]): HTMLElement {
  return element(
    'div',
    { class: `row ${partClass(field)}`, 'data-field': field },
    element('dt', {}, nameButton(name), number !== undefined && numberElement(String(number))),
    element('dd', {}, ...value),
    copy !== undefined && copy !== '' && element('dd', { class: 'action' }, copyButton(name, copy)),
  );
}

/** The click is handled by the panel that contains it. */
export function nameButton(name: string): HTMLElement {
  return element('button', { type: 'button', class: 'name', title: texts.content.showBytes(name) }, name);
}

/** The number of a privilege or service, beside its name. */
export function numberElement(number: string): HTMLElement {
  return element('span', { class: 'number' }, number);
}

/** Text from a token: styled apart from the page's own words, and isolated so that its direction affects nothing else. */
export function excerptElement({ text, omitted }: Excerpt, what: 'characters' | 'bytes' = 'characters'): HTMLElement {
  if (text === '') return element('i', { class: 'quiet' }, texts.content.empty);
  return element('bdi', { class: 'value' }, text, omittedElement(omitted, what));
}

/** `and 19,960 more services`; nothing if nothing was omitted. */
export function omittedElement(count: number, what: Parameters<typeof formatOmitted>[1]): HTMLElement | undefined {
  return count === 0 ? undefined : element('span', { class: 'omitted' }, ` ${formatOmitted(count, what)}`);
}
