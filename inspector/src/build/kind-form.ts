/** The kind of token and its fields. Selecting another kind shows other fields and keeps what was typed. */
import { type LabelledField, labelled, plainText } from '../page/controls.ts';
import { element } from '../page/element.ts';
import { texts } from '../texts/texts.ts';
import { type FieldName, type Inputs, initialInputs, type Kind, kinds } from './kinds.ts';

export interface KindForm {
  readonly root: HTMLElement;
  read(): { readonly kind: Kind; readonly inputs: Inputs };
  /** Marks one field as invalid, and all others as valid. */
  mark(fieldName: string | undefined): void;
}

export function kindForm(): KindForm {
  const names = Object.keys(initialInputs) as FieldName[];
  const fields = new Map(names.map((name) => [name, fieldOf(name)]));
  // On `input`, like the rest of the form. At `change` the token of the previous kind would already have been built.
  const choice = element(
    'select',
    { id: 'build-kind', oninput: () => showFields() },
    ...kinds.map(({ id }) => element('option', { value: id }, texts.kinds[id])),
  );
  const note = element('p', { class: 'quiet note' });

  function selected(): Kind {
    return kinds.find(({ id }) => id === choice.value) ?? (kinds[0] as Kind);
  }

  function showFields(): void {
    const kind = selected();
    note.textContent = (texts.kindNotes as Readonly<Record<string, string>>)[kind.id] ?? '';
    for (const [name, { root }] of fields) root.hidden = !kind.fields.includes(name);
  }

  showFields();
  return {
    root: element(
      'div',
      { class: 'kind' },
      labelled(choice, texts.build.kind).root,
      note,
      ...Array.from(fields.values(), ({ root }) => root),
    ),
    read: () => ({
      kind: selected(),
      inputs: Object.fromEntries(Array.from(fields, ([name, { control }]) => [name, control.value])),
    }),
    mark(fieldName) {
      for (const [name, { control }] of fields) {
        if (name === fieldName) control.setAttribute('aria-invalid', 'true');
        else control.removeAttribute('aria-invalid');
      }
    },
  };
}

function fieldOf(name: FieldName): LabelledField {
  const control = controlOf(name, `build-field-${name}`);
  control.value = initialInputs[name];
  return labelled(control, texts.fields[name], (texts.fieldHints as Readonly<Record<string, string>>)[name]);
}

function controlOf(name: FieldName, id: string): HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  if (name === 'services') return element('textarea', { id, rows: 8, ...plainText });
  if (name === 'role') {
    const roles = Object.entries(texts.roles);
    return element('select', { id }, ...roles.map(([value, label]) => element('option', { value }, label)));
  }
  return element('input', { id, type: 'text', ...(name === 'expiresIn' && { inputmode: 'numeric' }), ...plainText });
}
