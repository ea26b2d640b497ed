/**
 * Normalizes contents for comparison: strings become bytes, services are sorted by type (services of one type keep
 * their order), privileges and permissions by number. The order of privileges and permissions has no meaning, and many
 * APIs lose the order of services of different types.
 */
import type { Access, Contents, Resource, ServiceContents, Text } from './vectors.ts';

type Normal = readonly (string | number | Normal)[];

/** The contents as canonical JSON: equal strings mean equal contents. Throws a TypeError if a value has the wrong type. */
export function canonical(contents: unknown): string {
  const { appId, issuedAt, expiresIn, salt, services } = requireObject(contents, 'the contents') as unknown as Contents;
  return JSON.stringify([
    text(appId, 'appId'),
    number(issuedAt, 'issuedAt'),
    number(expiresIn, 'expiresIn'),
    number(salt, 'salt'),
    byNumber(list(services, 'services').map(service)),
  ]);
}

/** Field names in wire order, by service type. Types not listed have no fields. */
export const fieldsOf: Readonly<Record<number, readonly string[]>> = {
  1: ['channelName', 'uid'],
  2: ['userId'],
  3: ['channelName', 'account'],
  5: ['userId'],
  6: ['channelName', 'account'],
  7: ['roomUuid', 'userUuid', 'role'],
  8: ['userId'],
};

function service(value: unknown): Normal {
  const one = requireObject(value, 'a service') as unknown as ServiceContents;
  const type = number(one.type, 'type');
  return [
    type,
    byNumber(
      list(one.privileges, 'privileges').map((pair) => list(pair, 'a privilege').map((n) => number(n, 'a privilege'))),
    ),
    (fieldsOf[type] ?? []).map((name) => (name === 'role' ? number(one[name], name) : text(one[name], name))),
    type === 8 ? byNumber(list(one.permissions, 'permissions').map(resource)) : [],
  ];
}

function resource(value: unknown): Normal {
  const [type, accesses] = list(value, 'a resource type') as unknown as Resource;
  return [number(type, 'a resource type'), byNumber(list(accesses, 'a permission').map(access))];
}

function access(value: unknown): Normal {
  const [type, names] = list(value, 'a permission') as unknown as Access;
  return [number(type, 'a permission type'), list(names, 'resources').map((name) => text(name, 'a resource'))];
}

/** Sorts rows by their first element, a number; the sort is stable. */
function byNumber(rows: readonly Normal[]): Normal {
  return [...rows].sort((a, b) => (a[0] as number) - (b[0] as number));
}

function text(value: unknown, name: string): string {
  if (typeof value === 'string') return Buffer.from(value, 'utf8').toString('hex');
  const { hex } = requireObject(value, name) as { hex?: unknown };
  if (typeof hex !== 'string' || !/^(?:[0-9a-f]{2})*$/i.test(hex))
    throw new TypeError(`${name} is not a string or {"hex": …}`);
  return (value as Exclude<Text, string>).hex.toLowerCase();
}

function number(value: unknown, name: string): number {
  if (typeof value !== 'number') throw new TypeError(`${name} is not a number`);
  return value;
}

function list(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${name}: not an array`);
  return value;
}

function requireObject(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`${name} is not an object`);
  return value as Readonly<Record<string, unknown>>;
}
