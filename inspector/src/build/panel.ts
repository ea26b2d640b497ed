/**
 * The tab "Build": a form, and the token and the code that it produces, updated at each keystroke. The
 * certificate only signs the token; nothing that is shown contains it.
 */
import { element } from '../page/element.ts';
import { texts } from '../texts/texts.ts';
import { credentialsForm } from './credentials.ts';
import { kindForm } from './kind-form.ts';
import { optionsOf } from './kinds.ts';
import { outputElement } from './output.ts';
import { samplesOf } from './samples.ts';

/** `show` opens a token in the other tab. */
export function buildPanel(show: (token: string) => void): HTMLElement {
  const form = kindForm();
  const credentials = credentialsForm(() => update());
  const output = outputElement({ inspect: show, again: () => update() });

  function update(): void {
    try {
      const { kind, inputs } = form.read();
      const options = optionsOf(kind, inputs);
      const { appId, appCertificate } = credentials.values();
      // The fields match the builder, but TypeScript cannot see that.
      const token = kind.build({ ...options, appId, appCertificate } as never);
      form.mark(undefined);
      output.show(token, samplesOf(kind, options, { appId, serverUrl: serverUrl(location) }));
    } catch (error) {
      form.mark(fieldOf(error));
      output.refuse(reasonOf(error));
    }
  }

  const root = element(
    'form',
    { class: 'panel', autocomplete: 'off', oninput: () => update(), onsubmit: (event) => event.preventDefault() },
    form.root,
    credentials.root,
  );
  update();
  return element(
    'section',
    { class: 'build' },
    element('p', { class: 'quiet' }, texts.build.intro),
    element('div', { class: 'columns' }, root, output.root),
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
  const { appId, appCertificate } = texts.build;
  const labels: Readonly<Record<string, string>> = { ...texts.fields, appId, appCertificate };
  return message.replace(/^\w+\b(?![.[])/, (name) => labels[name] ?? name);
}
