/** The services of a token, with their fields, privileges and permissions. */
import { panel } from '../page/controls.ts';
import { element } from '../page/element.ts';
import { timeElement } from '../page/time.ts';
import { texts } from '../texts/texts.ts';
import { describeService } from '../token/catalog.ts';
import type { Content, Permission, Service } from '../token/content.ts';
import type { Capped } from '../token/excerpt.ts';
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
    ),
    privileges.items.length === 0 && element('p', { class: 'quiet' }, texts.services.noPrivileges),
    omittedElement(privileges.omitted, 'privileges'),
    permissions && permissionTable(permissions),
  );
}

function permissionTable({ items, omitted }: Capped<Permission>): HTMLElement {
  if (items.length === 0) return element('p', { class: 'quiet' }, texts.services.noPermissions);
  return element(
    'table',
    {},
    element('caption', {}, texts.services.permissions),
    element(
      'thead',
      {},
      element('tr', {}, head(texts.services.resource), head(texts.services.access), head(texts.services.names)),
    ),
    element('tbody', {}, ...items.map(permissionRow)),
    omitted > 0 &&
      element('tfoot', {}, element('tr', {}, element('td', { colspan: 3 }, omittedElement(omitted, 'permissions')))),
  );
}

function head(label: string): HTMLElement {
  return element('th', { scope: 'col' }, label);
}

function permissionRow({ field, resource, access, names }: Permission): HTMLElement {
  const items = names.items.map((name) => element('li', {}, excerptElement(name)));
  return element(
    'tr',
    { class: partClass(field), 'data-field': field },
    element('th', { scope: 'row' }, nameButton(resource)),
    element('td', {}, access),
    element('td', {}, element('ul', { class: 'names' }, ...items), omittedElement(names.omitted, 'names')),
  );
}
