/** The services of a token, with their fields, privileges and permissions. */
import { panel } from '../page/controls.ts';
import { element } from '../page/element.ts';
import { timeElement } from '../page/time.ts';
import { texts } from '../texts/texts.ts';
import { describeService } from '../token/catalog.ts';
import type { Content, Service } from '../token/content.ts';
import type { Capped, Excerpt } from '../token/excerpt.ts';
import { partClass } from '../token/spans.ts';
import { excerptElement, nameButton, numberElement, omittedElement, row } from './row.ts';

export function services({ services: { items, omitted } }: Content): HTMLElement {
  return panel(
    'services-title',
    texts.services.title,
    items.length === 0 && element('p', { class: 'quiet' }, texts.services.none),
    ...items.map(service),
    omittedElement(omitted, 'services'),
  );
}

function service({ field, name, values, privileges, permissions }: Service): HTMLElement {
  const described = describeService(name);
  return element(
    'article',
    { class: 'service', 'aria-label': name },
    element(
      'h3',
      { class: partClass(field), 'data-field': field },
      nameButton(name),
      described && numberElement(texts.services.type(described.type)),
    ),
    element(
      'dl',
      {},
      ...values.map(({ field, name, value }) => row({ field, name, copy: value.full }, excerptElement(value))),
      ...privileges.items.map(({ field, name, endsAt, endless }) =>
        row(
          { field, name, number: described?.privileges[name], copy: endless ? undefined : String(endsAt) },
          endless ? texts.services.endless : timeElement(endsAt),
        ),
      ),
      ...(permissions?.items ?? []).map(({ field, resource, access, names }) =>
        row({ field, name: `${resource} ${access}` }, nameList(names)),
      ),
    ),
    privileges.items.length === 0 && element('p', { class: 'quiet' }, texts.services.noPrivileges),
    omittedElement(privileges.omitted, 'privileges'),
    omittedElement(permissions?.omitted ?? 0, 'permissions'),
  );
}

function nameList({ items, omitted }: Capped<Excerpt>): HTMLElement {
  const names = items.map((name) => element('li', {}, excerptElement(name)));
  return element('ul', { class: 'names' }, ...names, omittedElement(omitted, 'names'));
}
