/** Buttons, labelled form controls and panels. */
import { texts } from '../texts/texts.ts';
import { type Attributes, type Child, element } from './element.ts';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export interface LabelledField<C extends Control = Control> {
  readonly root: HTMLElement;
  readonly label: HTMLElement;
  readonly control: C;
}

/** Turns off autocorrection and autofill: IDs are not words, and the browser must not remember what is entered here. */
export const plainText: Attributes = { autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' };

export function button(label: string, onclick: () => void): HTMLElement {
  return element('button', { type: 'button', onclick }, label);
}

export function labelled<C extends Control>(control: C, label: string, hint?: string): LabelledField<C> {
  const { id } = control;
  if (hint !== undefined) control.setAttribute('aria-describedby', `${id}-hint`);
  const labelElement = element('label', { for: id }, label);
  const root = element(
    'div',
    { class: 'entry' },
    labelElement,
    control,
    hint !== undefined && element('p', { class: 'quiet', id: `${id}-hint` }, hint),
  );
  return { root, label: labelElement, control };
}

/** A framed section; `id` is the ID of its heading. */
export function panel(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  return element('section', { class: 'panel', 'aria-labelledby': id }, element('h2', { id }, title), ...children);
}

/** Shows an error message in place of a part that throws, so that the rest of the page stays usable. */
export function guarded(show: () => Node): Node {
  try {
    return show();
  } catch {
    return element('p', { class: 'failed' }, texts.page.failed);
  }
}
