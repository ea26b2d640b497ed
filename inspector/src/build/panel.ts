/**
 * The tab "Build a demo token": a form, and the token and the code that it produces, updated at each keystroke. The
 * certificate only signs the token; nothing that is shown contains it.
 */
import { element } from '../page/element.ts';
import { texts } from '../texts/texts.ts';
import { credentialsForm } from './credentials.ts';
import { buildDemoToken } from './demo-token.ts';
import { kindForm } from './kind-form.ts';
import { outputElement } from './output.ts';
import { samplesOf } from './samples/samples.ts';

/** `show` opens a token in the other tab. */
export function buildPanel(show: (token: string) => void): HTMLElement {
  const kind = kindForm();
  const credentials = credentialsForm(() => update());
  const output = outputElement({ inspect: show, again: () => update() });

  function update(): void {
    try {
      const recipe = kind.recipe();
      const { appId, appCertificate } = credentials.values();
      const token = buildDemoToken(recipe, { appId, appCertificate });
      kind.mark(undefined);
      output.show(token, samplesOf(recipe, { appId, serverUrl: serverUrl(location) }));
    } catch (error) {
      kind.mark(fieldOf(error));
      output.refuse(reasonOf(error));
    }
  }

  const form = element(
    'form',
    { class: 'panel', autocomplete: 'off', oninput: () => update(), onsubmit: (event) => event.preventDefault() },
    kind.root,
    credentials.root,
  );
  update();
  return element(
    'section',
    { class: 'build' },
    element('p', { class: 'quiet' }, texts.build.intro),
    element('div', { class: 'columns' }, form, output.root),
  );
}

/** If the token server serves this page, its address; otherwise the address it listens on by default. */
function serverUrl({ origin, pathname }: Pick<Location, 'origin' | 'pathname'>): string {
  return pathname === '/inspector' ? origin : 'http://localhost:8080';
}

/** The form's name for what a builder refused: the last part of the error's path. */
function fieldOf(error: unknown): string | undefined {
  const { field } = error as { field?: string };
  return field?.split(/[.[\]]+/).at(-1);
}

/** The builder's message, with the label of the form in place of the option's name. */
function reasonOf(error: unknown): string {
  const { message } = error as Error;
  if (error instanceof SyntaxError) return texts.build.notJson(message);
  const labels = texts.fields as Readonly<Record<string, string>>;
  return message.replace(/^\w+\b(?![.[])/, (name) => labels[name] ?? name);
}
