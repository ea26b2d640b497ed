/** The kind of token and its fields. Selecting another kind shows other fields and keeps what was typed. */

import { type LabelledField, labelled, plainText } from '../page/controls.ts';
import { element } from '../page/element.ts';
import { texts } from '../texts/texts.ts';
import { type Field, type FieldName, fields } from './kinds/fields.ts';
import type { Kind } from './kinds/kind.ts';
import { kinds } from './kinds/kinds.ts';
import type { Recipe } from './samples/recipe.ts';

export interface KindForm {
  readonly root: HTMLElement;
  /** @throws SyntaxError if a JSON field contains invalid JSON. */
  recipe(): Recipe;
  /** Marks one field as invalid, and all others as valid. */
  mark(fieldName: string | undefined): void;
}

export function kindForm(): KindForm {
  let kind = kinds[0] as Kind;
  let controls: ReadonlyMap<FieldName, LabelledField> = new Map();
  const typed = new Map<FieldName, string>();

  // On `input`, like the rest of the form. At `change` the token of the previous kind would already have been built.
  const choice = element('select', { id: 'build-kind', oninput: () => change() }, ...groups());
  const note = element('p', { class: 'quiet note' });
  const list = element('div', { class: 'kind', oninput: () => remember() });

  function change(): void {
    kind = kinds.find(({ id }) => id === choice.value) ?? kind;
    controls = new Map(kind.names.map((name) => [name, fieldOf(name, typed.get(name) ?? fields[name].initial)]));
    note.textContent = (texts.kindNotes as Readonly<Record<string, string>>)[kind.id] ?? '';
    list.replaceChildren(...Array.from(controls.values(), ({ root }) => root));
  }

  function remember(): void {
    for (const [name, { control }] of controls) {
      if (control.value !== fields[name].initial) typed.set(name, control.value);
      else typed.delete(name);
    }
  }

  change();
  return {
    root: element('div', { class: 'kind' }, labelled(choice, texts.build.kind).root, note, list),
    recipe: () => kind.recipe(Object.fromEntries(Array.from(controls, ([name, { control }]) => [name, control.value]))),
    mark(fieldName) {
      for (const [name, { control }] of controls) {
        if (name === fieldName) control.setAttribute('aria-invalid', 'true');
        else control.removeAttribute('aria-invalid');
      }
    },
  };
}

function groups(): HTMLElement[] {
  return [...new Set(kinds.map(({ group }) => group))].map((group) =>
    element(
      'optgroup',
      { label: texts.kindGroups[group] },
      ...kinds
        .filter((kind) => kind.group === group)
        .map(({ id }) => element('option', { value: id }, texts.kinds[id])),
    ),
  );
}

function fieldOf(name: FieldName, value: string): LabelledField {
  const made = controlOf(fields[name].control, `build-field-${name}`);
  made.value = value;
  return labelled(made, texts.fields[name], (texts.fieldHints as Readonly<Record<string, string>>)[name]);
}

function controlOf(control: Field['control'], id: string): HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  if (control === 'json') return element('textarea', { id, rows: 7, ...plainText });
  if (control === 'role') {
    const roles = Object.entries(texts.roles);
    return element('select', { id }, ...roles.map(([value, label]) => element('option', { value }, label)));
  }
  return element('input', { id, type: 'text', ...(control === 'number' && { inputmode: 'numeric' }), ...plainText });
}
