/**
 * "Check as": what the token is to be checked against. The certificates live in their fields and nowhere else, and are
 * taken out when the page is left.
 */
import { element } from '../dom/element.ts';
import { texts } from '../texts/texts.ts';
import { setText } from '../time/ticking.ts';
import type { CheckValues } from './options.ts';
import { serviceNamed, services } from './services.ts';

export interface CheckForm {
  readonly root: HTMLElement;
  values(): CheckValues;
}

export function checkForm(changed: () => void): CheckForm {
  const words = texts.check;
  const appId = textField('check-app', words.appId);
  const service = element(
    'select',
    { id: 'check-service' },
    element('option', { value: '' }, words.anyService),
    ...Object.keys(services).map((name) => element('option', { value: name }, name)),
  );
  const subject = textField('check-subject', words.subjects.userId);
  const place = textField('check-place', words.places.channelName);
  const privilege = textField('check-privilege', words.privilege, { list: 'check-privileges' });
  const privileges = element('datalist', { id: 'check-privileges' });
  const at = textField('check-at', words.at, { type: 'datetime-local', step: 1, 'aria-describedby': 'check-at-hint' });
  const primary = textField('check-primary', words.primary, secret);
  const secondary = textField('check-secondary', words.secondary, secret);

  /** Asks only for what the chosen service has. */
  function fit(): void {
    const asked = serviceNamed(service.value);
    name(subject, asked?.subject, words.subjects);
    name(place, asked?.place, words.places);
    privilege.root.hidden = asked === undefined;
    privileges.replaceChildren(...(asked?.privileges ?? []).map((value) => element('option', { value })));
  }

  function forget(): void {
    primary.input.value = '';
    secondary.input.value = '';
    changed();
  }

  const form = element(
    'form',
    { autocomplete: 'off', oninput: () => onInput(), onsubmit: (event) => event.preventDefault() },
    appId.root,
    element('p', {}, element('label', { for: 'check-service' }, words.service), service),
    subject.root,
    place.root,
    privilege.root,
    privileges,
    at.root,
    element('p', { id: 'check-at-hint', class: 'quiet' }, words.atHint),
    element(
      'fieldset',
      {},
      element('legend', {}, words.certificates),
      primary.root,
      secondary.root,
      element('p', { class: 'promise' }, words.promise),
    ),
    element('button', { type: 'button', onclick: () => clear() }, words.clear),
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
    element('summary', {}, element('h2', {}, words.title)),
    form,
  );
  details.open = matchMedia('(min-width: 60rem)').matches;
  return {
    root: details,
    values: () => ({
      appId: appId.input.value,
      service: service.value,
      subject: subject.input.value,
      place: place.input.value,
      privilege: privilege.input.value,
      at: at.input.value,
      primary: primary.input.value,
      secondary: secondary.input.value,
    }),
  };
}

const secret = { type: 'password' };

interface Field {
  readonly root: HTMLElement;
  readonly label: HTMLElement;
  readonly input: HTMLInputElement;
}

function textField(id: string, label: string, attributes: Readonly<Record<string, string | number>> = {}): Field {
  const labelElement = element('label', { for: id }, label);
  const input = element('input', { id, type: 'text', autocomplete: 'off', spellcheck: 'false', ...attributes });
  return { root: element('p', {}, labelElement, input), label: labelElement, input };
}

/** Shows a field under the name that the service has for it, or hides it. */
function name({ root, label, input }: Field, field: string | undefined, names: Readonly<Record<string, string>>): void {
  root.hidden = field === undefined;
  if (field === undefined) input.value = '';
  else setText(label, names[field] ?? field);
}
