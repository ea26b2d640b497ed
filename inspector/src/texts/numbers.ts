/** Numbers and what is left out, in the language of the page. */
import { texts } from './texts.ts';

export function numberWords(count: number): string {
  return new Intl.NumberFormat(texts.language).format(count);
}

/** `and 19,960 more services`; empty where nothing is left out. */
export function leftWords(left: number, what: keyof typeof texts.things): string {
  return left === 0 ? '' : texts.left(numberWords(left), texts.things[what]);
}
