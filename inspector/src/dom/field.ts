/** A labelled control of a form, with a hint where there is something to know. */
import { type Attributes, element } from './element.ts';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export interface LabelledField<C extends Control = Control> {
  readonly root: HTMLElement;
  readonly label: HTMLElement;
  readonly control: C;
}

/** No help of the browser or keyboard: ids are no words, and nothing entered here is to be remembered. */
export const plainText: Attributes = { autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' };

export function labelled<C extends Control>(control: C, words: string, hint?: string): LabelledField<C> {
  const { id } = control;
  if (hint !== undefined) control.setAttribute('aria-describedby', `${id}-hint`);
  const label = element('label', { for: id }, words);
  const root = element(
    'div',
    { class: 'entry' },
    label,
    control,
    hint !== undefined && element('p', { class: 'quiet', id: `${id}-hint` }, hint),
  );
  return { root, label, control };
}
