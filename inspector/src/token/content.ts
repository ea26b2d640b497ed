/** What a token holds, as rows to be shown: bounded, and each with the field of the payload that it comes from. */
import type { DecodedService, DecodedToken } from 'accesstoken2';
import { type Shown, showBytes, showText } from './shown.ts';
import { type Some, some } from './some.ts';

export interface Content {
  readonly appId: Shown;
  /** Unix seconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Seconds. */
  readonly expiresIn: number;
  readonly salt: number;
  readonly signature: Shown;
  readonly services: Some<Service>;
  readonly unknown?: Unknown;
}

export interface Service {
  /** As in `FieldSpan`: `services[0]`. */
  readonly field: string;
  readonly name: string;
  readonly values: readonly Value[];
  readonly privileges: Some<Privilege>;
  /** Of RTM 2 only. */
  readonly permissions?: Some<Permission>;
}

export interface Value {
  readonly field: string;
  readonly name: string;
  readonly shown: Shown;
}

export interface Privilege {
  readonly field: string;
  readonly name: string;
  /** Unix seconds; of a privilege without an end of its own, that of the token. */
  readonly endsAt: number;
  /** It lasts as long as the token. */
  readonly endless: boolean;
}

/** What may be done with one kind of resource. */
export interface Permission {
  readonly field: string;
  readonly resource: string;
  readonly access: string;
  readonly names: Some<Shown>;
}

export interface Unknown {
  readonly serviceType?: number;
  readonly length: number;
  readonly bytes: Shown;
}

const MOST_SERVICES = 40;
const MOST_PRIVILEGES = 40;
const MOST_PERMISSIONS = 60;
const MOST_NAMES = 40;

export function contentOf(token: DecodedToken): Content {
  const { appId, issuedAt, expiresAt, expiresIn, salt, signature, services, unknown } = token;
  return {
    appId: showText(appId),
    issuedAt,
    expiresAt,
    expiresIn,
    salt,
    signature: showBytes(signature),
    services: some(services, MOST_SERVICES, (service, index) => serviceOf(service, `services[${index}]`, token)),
    ...(unknown && { unknown: { ...unknown, length: unknown.bytes.length, bytes: showBytes(unknown.bytes) } }),
  };
}

function serviceOf(service: DecodedService, field: string, token: DecodedToken): Service {
  const { service: name, privileges, ...rest } = service;
  const { permissions, ...values } = rest as Readonly<Record<string, unknown>>;
  return {
    field,
    name,
    values: Object.entries(values).map(([name, value]) => ({
      field: `${field}.${name}`,
      name,
      shown: showText(String(value)),
    })),
    privileges: some(Object.entries(privileges), MOST_PRIVILEGES, ([name, seconds]) => ({
      field: `${field}.privileges.${name}`,
      name,
      endsAt: seconds === 0 ? token.expiresAt : token.issuedAt + seconds,
      endless: seconds === 0,
    })),
    ...(permissions !== undefined && { permissions: permissionsOf(permissions, `${field}.permissions`) }),
  };
}

function permissionsOf(permissions: unknown, field: string): Some<Permission> {
  const kinds = Object.entries(permissions as Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>);
  const rows = kinds.flatMap(([resource, accesses]) =>
    Object.entries(accesses).map(([access, names]) => ({ resource, access, names })),
  );
  return some(rows, MOST_PERMISSIONS, ({ resource, access, names }) => ({
    field: `${field}.${resource}.${access}`,
    resource,
    access,
    names: some(names, MOST_NAMES, showText),
  }));
}
