/** A row of what a token holds: a name that leads to its bytes, in their colour, and what it is. */
import { partClass } from '../bytes/spans.ts';
import { type Child, element } from '../dom/element.ts';
import { texts } from '../texts/texts.ts';

export function row(field: string, name: string, ...value: readonly Child[]): HTMLElement {
  return element(
    'div',
    { class: `row ${partClass(field)}`, 'data-field': field },
    element('dt', {}, nameButton(name)),
    element('dd', {}, ...value),
  );
}

/** The panel that holds it listens for the click. */
export function nameButton(name: string): HTMLElement {
  return element('button', { type: 'button', class: 'name', title: texts.content.showBytes(name) }, name);
}
