/** The tab "Compare": their verdicts and fields side by side. */
import { button, labelled, plainText } from '../page/controls.ts';
import { element } from '../page/element.ts';
import { setText } from '../page/time.ts';
import { texts } from '../texts/texts.ts';
import { type ComparedField, compare } from '../token/compare.ts';
import type { Content } from '../token/content.ts';
import { inspect } from '../token/inspect.ts';

export interface ComparePanel {
  readonly root: HTMLElement;
  show(first: string, second: string): void;
}

const TYPING_PAUSE_MS = 300;

/** `clock` returns unix seconds. */
export function comparePanel(clock: () => number): ComparePanel {
  const first = side('compare-first', texts.compare.first, clock);
  const second = side('compare-second', texts.compare.second, clock);
  const sides = [first, second] as const;
  const summary = element('p', { role: 'status', class: 'headline' });
  const result = element('div', { class: 'panel', hidden: true });
  const only = element('input', { id: 'compare-only', type: 'checkbox', onchange: () => filter() });
  let typing: ReturnType<typeof setTimeout> | undefined;

  function update(): void {
    const [a, b] = sides.map((one) => one.read());
    result.hidden = a === undefined || b === undefined;
    if (a === undefined || b === undefined) {
      setText(summary, '');
      return;
    }
    const fields = compare(a, b);
    const count = fields.filter(({ differs }) => differs).length;
    setText(summary, count === 0 ? texts.compare.same : texts.compare.differences(count));
    result.replaceChildren(
      element('p', { class: 'tick' }, only, element('label', { for: only.id }, texts.compare.onlyDifferences)),
      table(fields),
    );
    filter();
  }

  function filter(): void {
    result.toggleAttribute('data-only', only.checked);
  }

  function show(a: string, b: string): void {
    first.control.value = a;
    second.control.value = b;
    update();
  }

  return {
    root: element(
      'section',
      {
        class: 'compare',
        oninput: ({ target }) => {
          if (target === only) return;
          clearTimeout(typing);
          typing = setTimeout(update, TYPING_PAUSE_MS);
        },
      },
      element('p', { class: 'quiet' }, texts.compare.intro),
      element('div', { class: 'sides' }, first.root, second.root),
      button(texts.compare.swap, () => show(second.control.value, first.control.value)),
      summary,
      result,
    ),
    show,
  };
}

interface Side {
  readonly root: HTMLElement;
  readonly control: HTMLTextAreaElement;
  /** Shows the verdict, and returns the content if there is any. */
  read(): Content | undefined;
}

function side(id: string, label: string, clock: () => number): Side {
  const { root, control } = labelled(element('textarea', { id, rows: 4, ...plainText }), label);
  const verdict = element('p', { class: 'tone' });
  root.append(verdict);
  return {
    root,
    control,
    read() {
      const { content, verdict: judged } = inspect(control.value, {}, Math.floor(clock()));
      setText(verdict, control.value === '' ? '' : judged.headline);
      verdict.setAttribute('data-tone', judged.tone);
      return content;
    },
  };
}

function table(fields: readonly ComparedField[]): HTMLElement {
  const { field, first, second } = texts.compare;
  return element(
    'table',
    {},
    element(
      'thead',
      {},
      element('tr', {}, ...[field, first, second].map((name) => element('th', { scope: 'col' }, name))),
    ),
    element(
      'tbody',
      {},
      ...fields.map(({ name, values, differs }) =>
        element(
          'tr',
          { class: differs && 'differs' },
          element(
            'th',
            { scope: 'row' },
            name,
            differs && element('span', { class: 'unseen' }, ` (${texts.compare.differs})`),
          ),
          ...values.map((value) =>
            element(
              'td',
              {},
              value === undefined
                ? element('i', { class: 'quiet' }, texts.compare.missing)
                : element('bdi', { class: 'value' }, value),
            ),
          ),
        ),
      ),
    ),
  );
}
