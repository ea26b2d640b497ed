/** A part of the page with a frame, which its title names. */
import { type Child, element } from './element.ts';

/** `id` is that of the title. */
export function panel(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  return element('section', { class: 'panel', 'aria-labelledby': id }, element('h2', { id }, title), ...children);
}
