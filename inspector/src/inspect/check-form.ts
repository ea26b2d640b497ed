/**
 * "Check as": what the token is to be checked against. The certificates live in their fields and nowhere else, and are
 * taken out when the page is left.
 */
import { button, type LabelledField, labelled, plainText } from '../page/controls.ts';
import { type Attributes, element } from '../page/element.ts';
import { setText } from '../page/time.ts';
import { texts } from '../texts/texts.ts';
import type { CheckValues } from './check-options.ts';
import { serviceNamed, services } from './check-services.ts';

export interface CheckForm {
  readonly root: HTMLElement;
  values(): CheckValues;
}

export function checkForm(changed: () => void): CheckForm {
  const appId = textField('check-app', texts.check.appId);
  const service = labelled(
    element(
      'select',
      { id: 'check-service' },
      element('option', { value: '' }, texts.check.anyService),
      ...Object.keys(services).map((name) => element('option', { value: name }, name)),
    ),
    texts.check.service,
  );
  const subject = textField('check-subject', texts.check.subjects.userId);
  const place = textField('check-place', texts.check.places.channelName);
  const privilege = textField('check-privilege', texts.check.privilege, { list: 'check-privileges' });
  const privileges = element('datalist', { id: 'check-privileges' });
  const at = textField('check-at', texts.check.at, { type: 'datetime-local', step: 1 }, texts.check.atHint);
  const primary = textField('check-primary', texts.check.primary, { type: 'password' });
  const secondary = textField('check-secondary', texts.check.secondary, { type: 'password' });

  /** Asks only for what the chosen service has. */
  function fit(): void {
    const asked = serviceNamed(service.control.value);
    name(subject, asked?.subject, texts.check.subjects);
    name(place, asked?.place, texts.check.places);
    privilege.root.hidden = asked === undefined;
    privileges.replaceChildren(...(asked?.privileges ?? []).map((value) => element('option', { value })));
  }

  function forget(): void {
    primary.control.value = '';
    secondary.control.value = '';
    changed();
  }

  const form = element(
    'form',
    { autocomplete: 'off', oninput: () => onInput(), onsubmit: (event) => event.preventDefault() },
    appId.root,
    service.root,
    subject.root,
    place.root,
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
    button(texts.check.clear, clear),
  );

  function onInput(): void {
    fit();
    changed();
  }

  function clear(): void {
    form.reset();
    onInput();
  }

  fit();
  window.addEventListener('pagehide', forget);

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
      subject: subject.control.value,
      place: place.control.value,
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

/** Shows a field under the name that the service has for it, or hides it. */
function name(
  { root, label, control }: Field,
  field: string | undefined,
  names: Readonly<Record<string, string>>,
): void {
  root.hidden = field === undefined;
  if (field === undefined) control.value = '';
  else setText(label, names[field] ?? field);
}
