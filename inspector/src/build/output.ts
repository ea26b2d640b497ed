/** The token that was built and code in several languages that builds the same one. */
import { button, labelled, panel } from '../page/controls.ts';
import { copy } from '../page/copy.ts';
import { element } from '../page/element.ts';
import { texts } from '../texts/texts.ts';
import type { SampleLanguage } from './samples.ts';

export interface Output {
  readonly root: HTMLElement;
  show(token: string, samples: ReadonlyMap<SampleLanguage, string>): void;
  /** Shows why there is no token. */
  refuse(reason: string): void;
}

export interface OutputActions {
  /** Opens the token in the other tab. */
  inspect(token: string): void;
  /** Builds the token again, with a new salt and the current time. */
  again(): void;
}

export function outputElement({ inspect, again }: OutputActions): Output {
  let current: ReadonlyMap<SampleLanguage, string> = new Map();

  const token = element('code', { class: 'token', id: 'build-token' });
  const language = element('select', { id: 'build-language', onchange: () => showSample() });
  const note = element('p', { class: 'quiet note' });
  // It scrolls on its own, so the keyboard must be able to reach it.
  const code = element('pre', { id: 'build-code', tabindex: 0, role: 'group', 'aria-labelledby': 'build-code-title' });
  const status = element('p', { class: 'said', role: 'status' });
  const problem = element('p', { class: 'problem', role: 'status' });

  function showSample(): void {
    const chosen = language.value as SampleLanguage;
    code.textContent = current.get(chosen) ?? '';
    note.textContent =
      { curl: texts.build.curlNote, rest: texts.build.restNote }[chosen as string] ?? texts.build.codeNote;
    status.textContent = '';
  }

  const result = element(
    'div',
    { class: 'output' },
    panel(
      'build-token-title',
      texts.build.token,
      element('p', {}, token),
      element(
        'div',
        { class: 'tools' },
        button(texts.build.copyToken, () => void copy(token.textContent ?? '', status)),
        button(texts.build.inspect, () => inspect(token.textContent ?? '')),
        button(texts.build.again, again),
      ),
    ),
    panel(
      'build-code-title',
      texts.build.code,
      labelled(language, texts.build.as).root,
      code,
      note,
      element(
        'div',
        { class: 'tools' },
        button(texts.build.copyCode, () => void copy(code.textContent ?? '', status)),
      ),
    ),
    status,
  );

  return {
    root: element('div', {}, problem, result),
    show(text, samples) {
      problem.textContent = '';
      result.hidden = false;
      token.textContent = text;
      const before = language.value;
      const languages = [...samples.keys()];
      if (languages.join() !== [...current.keys()].join()) {
        language.replaceChildren(
          ...languages.map((one) => element('option', { value: one, selected: one === before }, texts.languages[one])),
        );
      }
      current = samples;
      showSample();
    },
    refuse(reason) {
      problem.textContent = reason;
      result.hidden = true;
    },
  };
}
