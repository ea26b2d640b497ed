/** The content of a token as rows to show: bounded in size, each with the payload field it comes from. */
import type { DecodedService, DecodedToken } from 'accesstoken2';
import { type Capped, cap, type Excerpt, excerptBytes, excerptText } from './excerpt.ts';

export interface Content {
  readonly appId: Excerpt;
  /** Unix seconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Seconds. */
  readonly expiresIn: number;
  readonly salt: number;
  readonly signature: Excerpt;
  readonly services: Capped<Service>;
  readonly unknown?: Unknown;
}

export interface Service {
  /** As in `FieldSpan`: `services[0]`. */
  readonly field: string;
  readonly name: string;
  readonly values: readonly Value[];
  readonly privileges: Capped<Privilege>;
  /** RTM 2 only. */
  readonly permissions?: Capped<Permission>;
}

export interface Value {
  readonly field: string;
  readonly name: string;
  readonly value: Excerpt;
}

export interface Privilege {
  readonly field: string;
  readonly name: string;
  /** Seconds from the token's issue. */
  readonly seconds: number;
  /** Unix seconds. For a privilege without an expiry of its own, that of the token. */
  readonly endsAt: number;
  /** Whether it lasts as long as the token. */
  readonly endless: boolean;
}

/** One kind of access to one kind of resource. */
export interface Permission {
  readonly field: string;
  readonly resource: string;
  readonly access: string;
  readonly names: Capped<Excerpt>;
}

export interface Unknown {
  readonly serviceType?: number;
  readonly length: number;
  readonly bytes: Excerpt;
}

const MAX_SERVICES = 40;
const MAX_PRIVILEGES = 40;
const MAX_PERMISSIONS = 60;
const MAX_NAMES = 40;

export function contentOf(token: DecodedToken): Content {
  const { appId, issuedAt, expiresAt, expiresIn, salt, signature, services, unknown } = token;
  return {
    appId: excerptText(appId),
    issuedAt,
    expiresAt,
    expiresIn,
    salt,
    signature: excerptBytes(signature),
    services: cap(services, MAX_SERVICES, (service, index) => serviceOf(service, `services[${index}]`, token)),
    ...(unknown && { unknown: { ...unknown, length: unknown.bytes.length, bytes: excerptBytes(unknown.bytes) } }),
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
      value: excerptText(String(value)),
    })),
    privileges: cap(Object.entries(privileges), MAX_PRIVILEGES, ([name, seconds]) => ({
      field: `${field}.privileges.${name}`,
      name,
      seconds,
      endsAt: seconds === 0 ? token.expiresAt : token.issuedAt + seconds,
      endless: seconds === 0,
    })),
    ...(permissions !== undefined && { permissions: permissionsOf(permissions, `${field}.permissions`) }),
  };
}

function permissionsOf(permissions: unknown, field: string): Capped<Permission> {
  const kinds = Object.entries(permissions as Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>);
  const rows = kinds.flatMap(([resource, accesses]) =>
    Object.entries(accesses).map(([access, names]) => ({ resource, access, names })),
  );
  return cap(rows, MAX_PERMISSIONS, ({ resource, access, names }) => ({
    field: `${field}.${resource}.${access}`,
    resource,
    access,
    names: cap(names, MAX_NAMES, excerptText),
  }));
}
