/** A button that does something in the page; it sends no form. */
import { element } from './element.ts';

export function button(label: string, onclick: () => void): HTMLElement {
  return element('button', { type: 'button', onclick }, label);
}
