/** The services of a token, with their fields, privileges and permissions. */
import { partClass } from '../bytes/spans.ts';
import { element } from '../dom/element.ts';
import { panel } from '../dom/panel.ts';
import { texts } from '../texts/texts.ts';
import { timeElement } from '../time/ticking.ts';
import type { Content, Permission, Service } from './content.ts';
import { nameButton, row } from './row.ts';
import { leftElement, shownElement } from './shown-element.ts';
import type { Some } from './some.ts';

export function services({ services: { items, left } }: Content): HTMLElement {
  return panel(
    'services-title',
    texts.services.title,
    items.length === 0 && element('p', { class: 'quiet' }, texts.services.none),
    ...items.map(service),
    leftElement(left, 'services'),
  );
}

function service({ field, name, values, privileges, permissions }: Service): HTMLElement {
  return element(
    'article',
    { class: 'service', 'aria-label': name },
    element('h3', { class: partClass(field), 'data-field': field }, nameButton(name)),
    element(
      'dl',
      {},
      ...values.map(({ field, name, shown }) => row(field, name, shownElement(shown))),
      ...privileges.items.map(({ field, name, endsAt, endless }) =>
        row(field, name, endless ? texts.services.endless : timeElement(endsAt)),
      ),
    ),
    privileges.items.length === 0 && element('p', { class: 'quiet' }, texts.services.noPrivileges),
    leftElement(privileges.left, 'privileges'),
    permissions && permissionTable(permissions),
  );
}

function permissionTable({ items, left }: Some<Permission>): HTMLElement {
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
    left > 0 &&
      element('tfoot', {}, element('tr', {}, element('td', { colspan: 3 }, leftElement(left, 'permissions')))),
  );
}

function head(label: string): HTMLElement {
  return element('th', { scope: 'col' }, label);
}

function permissionRow({ field, resource, access, names }: Permission): HTMLElement {
  const shown = names.items.map((name) => element('li', {}, shownElement(name)));
  return element(
    'tr',
    { class: partClass(field), 'data-field': field },
    element('th', { scope: 'row' }, nameButton(resource)),
    element('td', {}, access),
    element('td', {}, element('ul', { class: 'names' }, ...shown), leftElement(names.left, 'names')),
  );
}
