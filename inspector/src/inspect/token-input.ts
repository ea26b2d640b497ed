/** Where the token is entered: a text area that colours the token, and the other ways to fill it. */
import { button } from '../page/controls.ts';
import { copy } from '../page/copy.ts';
import { element } from '../page/element.ts';
import { setText } from '../page/time.ts';
import { texts } from '../texts/texts.ts';
import { acceptDrops, readFile } from './drop.ts';
import { exampleToken } from './example.ts';
import { linkTo } from './fragment.ts';
import { partsOf } from './highlight.ts';

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
  // Has the same text in colours and lies over the text area, whose own text is transparent then. It sets the height of both.
  const mirror = element('div', { class: 'mirror', 'aria-hidden': 'true' });
  const field = element('div', { class: 'token-field' }, mirror, area);
  const status = element('p', { class: 'said', role: 'status' });
  const file = element('input', { type: 'file', class: 'unseen', tabindex: -1, 'aria-label': texts.input.open });

  function update(): void {
    const parts = partsOf(area.value);
    field.toggleAttribute('data-coloured', parts !== undefined);
    mirror.replaceChildren(...(parts ?? []).map(({ name, text }) => element('span', { class: `part-${name}` }, text)));
    setText(status, '');
    changed(area.value);
  }

  function show(text: string): void {
    area.value = text;
    update();
  }

  const receiver = { take: show, refuse: (reason: string) => setText(status, reason) };
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    if (chosen !== undefined) void readFile(chosen, receiver);
    // Otherwise choosing the same file again would raise no event.
    file.value = '';
  });
  acceptDrops(document, receiver);

  const root = element(
    'section',
    { class: 'input' },
    element('label', { for: 'token' }, texts.input.label),
    field,
    element('p', { id: 'token-hint', class: 'quiet' }, texts.input.hint),
    element(
      'div',
      { class: 'tools' },
      button(texts.input.open, () => file.click()),
      file,
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
