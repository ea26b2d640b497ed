/**
 * "Check against": what the token is compared with. The certificates are kept in their fields and nowhere else, and are
 * cleared when the user leaves the page.
 */
import { serviceCatalog } from 'accesstoken2';
import { button, type LabelledField, labelled, plainText } from '../page/controls.ts';
import { type Attributes, element } from '../page/element.ts';
import { setText } from '../page/time.ts';
import { texts } from '../texts/texts.ts';
import { describeService } from '../token/catalog.ts';
import { type CheckValues, describeId, fieldsToCheck } from './check-options.ts';

export interface CheckForm {
  readonly root: HTMLElement;
  values(): CheckValues;
}

export function checkForm(changed: () => void): CheckForm {
  const appId = idField('check-app', texts.check.appId, 'text');
  const service = labelled(
    element(
      'select',
      { id: 'check-service' },
      element('option', { value: '' }, texts.check.anyService),
      ...serviceCatalog.map(({ service }) => element('option', { value: service }, service)),
    ),
    texts.check.service,
  );
  const fields = Object.entries(texts.serviceFields).map(([name, label]) => ({
    name,
    field: textField(`check-${name}`, label),
  }));
  const privilege = textField('check-privilege', texts.check.privilege, { list: 'check-privileges' });
  const privileges = element('datalist', { id: 'check-privileges' });
  const at = textField('check-at', texts.check.at, { type: 'datetime-local', step: 1 }, texts.check.atHint);
  const primary = idField('check-primary', texts.check.primary, 'password');
  const secondary = idField('check-secondary', texts.check.secondary, 'password');

  /** Shows only the fields that the selected service has, and clears the others. */
  function showFields(): void {
    const selected = describeService(service.control.value);
    const names = fieldsToCheck(service.control.value);
    for (const { name, field } of fields) {
      field.root.hidden = !names.includes(name);
      if (field.root.hidden) field.control.value = '';
    }
    privilege.root.hidden = selected === undefined;
    privileges.replaceChildren(...Object.keys(selected?.privileges ?? {}).map((value) => element('option', { value })));
  }

  function update(): void {
    showFields();
    for (const { update } of [appId, primary, secondary]) update();
    changed();
  }

  const form = element(
    'form',
    { autocomplete: 'off', oninput: () => update(), onsubmit: (event) => event.preventDefault() },
    appId.root,
    service.root,
    ...fields.map(({ field }) => field.root),
    privilege.root,
    privileges,
    at.root,
    element(
      'fieldset',
      {},
      element('legend', {}, texts.check.certificates),
      primary.root,
      secondary.root,
      element('p', { class: 'promise' }, texts.check.promise),
    ),
    button(texts.check.clear, () => {
      form.reset();
      update();
    }),
  );

  showFields();
  window.addEventListener('pagehide', () => {
    primary.control.value = '';
    secondary.control.value = '';
    update();
  });

  const details = element(
    'details',
    { class: 'panel check' },
    element('summary', {}, element('h2', {}, texts.check.title)),
    form,
  );
  details.open = matchMedia('(min-width: 60rem)').matches;
  return {
    root: details,
    values: () => ({
      appId: appId.control.value,
      service: service.control.value,
      fields: Object.fromEntries(fields.map(({ name, field }) => [name, field.control.value])),
      privilege: privilege.control.value,
      at: at.control.value,
      primary: primary.control.value,
      secondary: secondary.control.value,
    }),
  };
}

type Field = LabelledField<HTMLInputElement>;

function textField(id: string, label: string, attributes: Attributes = {}, hint?: string): Field {
  return labelled(element('input', { id, type: 'text', ...plainText, ...attributes }), label, hint);
}

/** A field for an app ID or certificate. It says below why an incomplete value is not used. */
function idField(id: string, label: string, type: string): Field & { update(): void } {
  const problem = element('p', { id: `${id}-problem`, class: 'quiet', role: 'status' });
  const field = textField(id, label, { type, 'aria-describedby': problem.id });
  field.root.append(problem);
  return { ...field, update: () => setText(problem, describeId(field.control.value) ?? '') };
}
