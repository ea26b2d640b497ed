/** The token that was built, and the same as code in several languages: to be copied, or inspected. */
import { button, labelled, panel } from '../page/controls.ts';
import { copy } from '../page/copy.ts';
import { element } from '../page/element.ts';
import { texts } from '../texts/texts.ts';
import type { SampleLanguage } from './samples/samples.ts';

export interface Output {
  readonly root: HTMLElement;
  show(token: string, samples: ReadonlyMap<SampleLanguage, string>): void;
  /** Nothing to show, and why. */
  refuse(why: string): void;
}

export interface OutputActions {
  /** Opens the token in the other tab. */
  inspect(token: string): void;
  /** Builds it anew: another salt, another time. */
  again(): void;
}

export function outputElement({ inspect, again }: OutputActions): Output {
  let current: ReadonlyMap<SampleLanguage, string> = new Map();

  const token = element('code', { class: 'token', id: 'build-token' });
  const language = element('select', { id: 'build-language', onchange: () => showSample() });
  const note = element('p', { class: 'quiet note' });
  // It scrolls by itself, so that keys must reach it.
  const code = element('pre', { id: 'build-code', tabindex: 0, role: 'group', 'aria-labelledby': 'build-code-title' });
  const said = element('p', { class: 'said', role: 'status' });
  const problem = element('p', { class: 'problem', role: 'status' });

  function showSample(): void {
    const chosen = language.value as SampleLanguage;
    code.textContent = current.get(chosen) ?? '';
    note.textContent = chosen === 'curl' ? texts.build.curlNote : texts.build.codeNote;
    said.textContent = '';
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
        button(texts.build.copyToken, () => void copy(token.textContent ?? '', said, texts.build.copied)),
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
        button(texts.build.copyCode, () => void copy(code.textContent ?? '', said, texts.build.copied)),
      ),
    ),
    said,
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
    refuse(why) {
      problem.textContent = why;
      result.hidden = true;
    },
  };
}
