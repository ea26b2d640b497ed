/** Text from a token as an element: told apart from the page's own words, and isolated from their direction. */
import { element } from '../dom/element.ts';
import { leftWords } from '../texts/numbers.ts';
import { texts } from '../texts/texts.ts';
import type { Shown } from './shown.ts';

export function shownElement({ text, left }: Shown, what: 'characters' | 'bytes' = 'characters'): HTMLElement {
  if (text === '') return element('i', { class: 'quiet' }, texts.content.empty);
  return element('bdi', { class: 'value' }, text, leftElement(left, what));
}

/** `and 19,960 more services`; nothing where nothing is left out. */
export function leftElement(left: number, what: Parameters<typeof leftWords>[1]): HTMLElement | undefined {
  return left === 0 ? undefined : element('span', { class: 'left' }, ` ${leftWords(left, what)}`);
}
