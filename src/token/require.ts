/**
 * The option `require`: a token must grant one service, with certain field values and a privilege that has not expired.
 */

import {
  fieldError,
  isShowableName,
  nameHint,
  requireInteger,
  requireRecord,
  requireString,
  typeError,
  UINT16_MAX,
} from '../checks.ts';
import { TokenError } from '../errors.ts';
import { type AnyService, type DecodedService, serviceByName, serviceNames } from '../services/registry.ts';
import type { DecodedToken } from './parse.ts';

type FieldName<Service> = Exclude<keyof Service, 'service' | 'privileges' | 'permissions'>;

type RequirementOf<Service> = Service extends DecodedService
  ? {
      readonly service: Service['service'];
      /** A privilege, by name or number. The token must grant it, and it must not have expired. */
      readonly privilege?: Extract<keyof Service['privileges'], string> | number;
    } & {
      readonly [Field in FieldName<Service>]?: Service[Field] | (Field extends 'uid' ? number : never);
    } & ('uid' extends keyof Service
        ? {
            /** Also accept a token for any uid (0), which does not identify the user. Default: false. */
            readonly allowWildcard?: boolean;
          }
        : unknown)
  : never;

/**
 * One service that the token must grant: every given field must be equal in the token, and the privilege, if given, must
 * not have expired. `{ service: 'chat', privilege: 'user', userId: 'alice' }`
 */
export type Requirement = RequirementOf<DecodedService>;

/** A requirement whose names and types have been checked, with its values as in a decoded service. */
export interface CheckedRequirement {
  readonly service: AnyService;
  readonly fields: readonly (readonly [name: string, expected: unknown])[];
  readonly privilege: string | undefined;
  readonly allowWildcard: boolean;
}

/** What a token lacks. `candidates` are the services that met all earlier conditions. */
export type Shortfall =
  | { readonly lacks: 'service' }
  | { readonly lacks: 'field'; readonly field: string; readonly candidates: readonly DecodedService[] }
  | { readonly lacks: 'identity'; readonly field: string }
  | { readonly lacks: 'privilege'; readonly candidates: readonly DecodedService[] }
  | { readonly lacks: 'time'; readonly expiredAt: number };

/**
 * Checks a requirement before any token is read. Nothing in it is ever skipped: not the value `undefined`, for instance
 * from a session without a user, nor an inherited or non-enumerable field, nor one that the service does not have.
 */
export function readRequirement(requirement: unknown): CheckedRequirement {
  const record = requireRecord(requirement, 'require');
  const service = requireService(record.service);
  // Not Object.keys, which omits names that are not enumerable.
  for (const name of Object.getOwnPropertyNames(record)) checkName(name, service);
  const fields: [name: string, expected: unknown][] = [];
  for (const name of service.fieldNames) {
    const value = record[name];
    if (value === undefined && !(name in record)) continue;
    const { check } = service.fields[name] as AnyService['fields'][string];
    if (check === undefined) throw fieldError('ERR_INPUT', `require.${name}`, 'cannot be required');
    fields.push([name, check(value, `require.${name}`)]);
  }
  const { privilege, allowWildcard } = record;
  if (allowWildcard !== undefined && typeof allowWildcard !== 'boolean') {
    throw typeError('require.allowWildcard', 'a boolean', allowWildcard);
  }
  return {
    service,
    fields,
    privilege: privilege === undefined && !('privilege' in record) ? undefined : readPrivilege(privilege, service),
    allowWildcard: allowWildcard === true,
  };
}

function requireService(value: unknown): AnyService {
  const name = requireString(value, 'require.service');
  const service = serviceByName(name);
  if (service !== undefined) return service;
  throw fieldError('ERR_INPUT', 'require.service', `is unknown; ${nameHint(name, serviceNames, 'the services are')}`);
}

function checkName(name: string, { name: service, fieldNames, fields, wildcards }: AnyService): void {
  if (name === 'service' || name === 'privilege' || fieldNames.includes(name)) return;
  const known = fieldNames.filter((field) => fields[field]?.check !== undefined);
  if (Object.keys(wildcards).length > 0) known.push('allowWildcard');
  if (known.includes(name)) return;
  const field = isShowableName(name) ? `require.${name}` : 'require';
  const hint = nameHint(name, ['privilege', ...known], 'what can be required is');
  throw fieldError('ERR_INPUT', field, `is not a field of ${service}; ${hint}`);
}

/** A privilege by its key in a decoded service: its name, or its number if it has none. */
function readPrivilege(value: unknown, service: AnyService): string {
  const names = Object.keys(service.privilegeNames);
  // Numbers may be strings, since they are keys of decoded privileges.
  if (typeof value !== 'number' && !/^[0-9]{1,5}$/.test(String(value))) {
    const name = requireString(value, 'require.privilege');
    if (names.includes(name)) return name;
    const hint = nameHint(name, names, 'its privileges are');
    throw fieldError('ERR_INPUT', 'require.privilege', `is not a privilege of ${service.name}; ${hint}`);
  }
  const id = requireInteger(typeof value === 'string' ? Number(value) : value, 0, UINT16_MAX, 'require.privilege');
  return names.find((name) => service.privilegeNames[name] === id) ?? String(id);
}

/** The first grant that meets the requirement at `now` (Unix seconds). */
export function findGrant(token: DecodedToken, required: CheckedRequirement, now: number): DecodedService | undefined {
  for (const grant of token.services) {
    if (matchesFields(grant, required) && isUnexpired(grant, required.privilege, token.issuedAt, now)) return grant;
  }
  return undefined;
}

function matchesFields(grant: DecodedService, { service, fields, allowWildcard }: CheckedRequirement): boolean {
  if (grant.service !== service.name) return false;
  for (const [name, expected] of fields) {
    const actual = fieldOf(grant, name);
    if (actual !== expected && !(allowWildcard && isWildcard(service, name, actual))) return false;
  }
  return true;
}

/** Without a required privilege, only the expiry of the token matters. */
function isUnexpired(grant: DecodedService, privilege: string | undefined, issuedAt: number, now: number): boolean {
  if (privilege === undefined) return true;
  const duration = durationOf(grant, privilege);
  // 0: the privilege expires with the token, whose expiry has been checked.
  return duration === 0 || (duration !== undefined && issuedAt + duration > now);
}

function durationOf({ privileges }: DecodedService, privilege: string): number | undefined {
  return Object.hasOwn(privileges, privilege) ? (privileges as Readonly<Record<string, number>>)[privilege] : undefined;
}

/** A field of a service by name; undefined if the service does not have it. */
export function fieldOf(service: DecodedService, name: string): unknown {
  return service[name as keyof DecodedService];
}

function isWildcard({ wildcards }: AnyService, name: string, value: unknown): boolean {
  return Object.hasOwn(wildcards, name) && wildcards[name] === value;
}

/** Why no grant meets the requirement. Call it only after `findGrant` has found none. */
export function findShortfall(token: DecodedToken, required: CheckedRequirement): Shortfall {
  let candidates = token.services.filter(({ service }) => service === required.service.name);
  if (candidates.length === 0) return { lacks: 'service' };
  for (const one of required.fields) {
    const [field] = one;
    const matching = candidates.filter((grant) => matchesFields(grant, { ...required, fields: [one] }));
    if (matching.length === 0) {
      const isForAny = candidates.some((grant) => isWildcard(required.service, field, fieldOf(grant, field)));
      return isForAny ? { lacks: 'identity', field } : { lacks: 'field', field, candidates };
    }
    candidates = matching;
  }
  const { privilege = '' } = required;
  const durations = candidates.map((grant) => durationOf(grant, privilege)).filter((one) => one !== undefined);
  if (durations.length === 0) return { lacks: 'privilege', candidates };
  const expiredAt = token.issuedAt + Math.max(...durations);
  return { lacks: 'time', expiredAt };
}

/** The grant that meets the requirement at `now` (Unix seconds). Throws if there is none. */
export function requireGrant(token: DecodedToken, required: CheckedRequirement, now: number): DecodedService {
  const grant = findGrant(token, required, now);
  if (grant !== undefined) return grant;
  const { name } = required.service;
  const shortfall = findShortfall(token, required);
  switch (shortfall.lacks) {
    case 'service':
      throw refusal('service', `the token does not grant ${name}`);
    case 'field':
      throw refusal(shortfall.field, `the token's ${name} grant is for another ${shortfall.field}`);
    case 'identity':
      throw refusal(
        shortfall.field,
        `the token's ${name} grant is for any ${shortfall.field}, so it does not identify the user; ` +
          'pass allowWildcard: true to accept it',
      );
    case 'privilege':
      throw refusal('privilege', `the token's ${name} grant does not have the privilege`);
    case 'time': {
      const { expiredAt } = shortfall;
      throw new TokenError('ERR_EXPIRED', `the privilege expired at ${expiredAt}`, {
        field: 'require.privilege',
        expiredAt,
      });
    }
  }
}

function refusal(field: string, message: string): TokenError {
  return new TokenError('ERR_PRIVILEGE', message, { field: `require.${field}` });
}
