/** The text area for the token, and the buttons that fill it. */
import { button } from '../page/controls.ts';
import { copy } from '../page/copy.ts';
import { element } from '../page/element.ts';
import { setText } from '../page/time.ts';
import { texts } from '../texts/texts.ts';
import { exampleToken } from './example.ts';
import { linkTo } from './fragment.ts';

export interface TokenInput {
  readonly root: HTMLElement;
  /** Enters a text as if it had been typed. */
  show(text: string): void;
}

/** `changed` is called with the text after each change. */
export function tokenInput(changed: (text: string) => void): TokenInput {
  const area = element('textarea', {
    id: 'token',
    rows: 4,
    spellcheck: 'false',
    autocomplete: 'off',
    autocapitalize: 'off',
    placeholder: texts.input.placeholder,
    'aria-describedby': 'token-hint',
    oninput: () => update(),
  });
  const status = element('p', { class: 'said', role: 'status' });

  function update(): void {
    setText(status, '');
    changed(area.value);
  }

  function show(text: string): void {
    area.value = text;
    update();
  }

  const root = element(
    'section',
    { class: 'input' },
    element('label', { for: 'token' }, texts.input.label),
    area,
    element('p', { id: 'token-hint', class: 'quiet' }, texts.input.hint),
    element(
      'div',
      { class: 'tools' },
      button(texts.input.example, () => show(exampleToken())),
      button(texts.input.link, () => void copy(linkTo(area.value.trim(), location.href), status, texts.input.linked)),
      button(texts.input.clear, () => {
        show('');
        area.focus();
      }),
    ),
    status,
  );
  return { root, show };
}
