/**
 * What a verifier may require of a token's services: one service, with any of its fields and one live privilege.
 */

import { requireInteger, requireRecord, requireString, typeError, UINT16_MAX } from '../checks.ts';
import { TokenError } from '../errors.ts';
import { type AnyService, type DecodedService, serviceByName, serviceNames } from '../services/registry.ts';
import { uidText } from '../services/rtc.ts';
import type { DecodedToken } from './parse.ts';

type FieldName<Service> = Exclude<keyof Service, 'service' | 'privileges' | 'permissions'>;

type RequirementOf<Service> = Service extends DecodedService
  ? {
      readonly service: Service['service'];
      /** By name or number: it must be in the token and not have ended. */
      readonly privilege?: Extract<keyof Service['privileges'], string> | number;
    } & { readonly [Field in FieldName<Service>]?: Service[Field] | (Field extends 'uid' ? number : never) }
  : never;

/**
 * One service that must be in the token, with any of its fields and one privilege: every field given must be equal
 * there, and the privilege alive. `{ service: 'chat', privilege: 'user', userId: 'alice' }`
 */
export type Requirement = RequirementOf<DecodedService>;

/** A requirement whose names and types have been checked, its values as they would stand in a decoded service. */
export interface CheckedRequirement {
  readonly service: string;
  readonly fields: readonly (readonly [name: string, expected: string | number])[];
  readonly privilege: string | undefined;
}

/** What a token lacks; `candidates` are the services that met everything before. */
export type Shortfall =
  | { readonly lacks: 'service' }
  | { readonly lacks: 'field'; readonly field: string; readonly candidates: readonly DecodedService[] }
  | { readonly lacks: 'privilege'; readonly candidates: readonly DecodedService[] }
  | { readonly lacks: 'time'; readonly expiredAt: number };

/**
 * Checks a requirement before any token is looked at. `undefined` is refused, not skipped: it comes from a session
 * without a user, and skipping would let every user in.
 */
export function readRequirement(requirement: Requirement): CheckedRequirement {
  const record = requireRecord(requirement, 'require');
  const service = serviceByName(requireString(record.service, 'require.service'));
  if (service === undefined) {
    throw new TokenError('ERR_INPUT', `require.service must be one of ${serviceNames.join(', ')}`, {
      field: 'require.service',
    });
  }
  // Not `{ service, privilege, ...fields }`: taking an object apart like this takes a fifth of the time of a token.
  const fields: [name: string, expected: string | number][] = [];
  for (const field of Object.keys(record)) {
    if (field === 'service' || field === 'privilege') continue;
    if (!service.fieldNames.includes(field)) {
      throw new TokenError('ERR_INPUT', `require.${field} is not a field of ${service.name}`, {
        field: `require.${field}`,
      });
    }
    fields.push([field, comparable(record[field], field)]);
  }
  const privilege = 'privilege' in requirement ? readPrivilege(record.privilege, service) : undefined;
  return { service: service.name, fields, privilege };
}

/** What keeps the token from meeting the requirement at `now` (unix seconds); undefined if one service meets it. */
export function findShortfall(token: DecodedToken, required: CheckedRequirement, now: number): Shortfall | undefined {
  let candidates = withField(token.services, 'service', required.service);
  if (candidates.length === 0) return { lacks: 'service' };

  for (const [field, expected] of required.fields) {
    const matching = withField(candidates, field, expected);
    if (matching.length === 0) return { lacks: 'field', field, candidates };
    candidates = matching;
  }
  return required.privilege === undefined
    ? undefined
    : findPrivilegeShortfall(token.issuedAt, candidates, required.privilege, now);
}

/** Those with that value in a field. Nearly every token has one service, and no list is made where all of them fit. */
function withField(services: readonly DecodedService[], name: string, expected: unknown): readonly DecodedService[] {
  const fits = (one: DecodedService) => fieldOf(one, name) === expected;
  return services.every(fits) ? services : services.filter(fits);
}

function findPrivilegeShortfall(
  issuedAt: number,
  candidates: readonly DecodedService[],
  privilege: string,
  now: number,
): Shortfall | undefined {
  let longest = -1;
  for (const { privileges } of candidates) {
    if (!Object.hasOwn(privileges, privilege)) continue;
    const duration = (privileges as Readonly<Record<string, number>>)[privilege] as number;
    // 0 sets no end of its own; the token's has been checked.
    if (duration === 0) return undefined;
    longest = Math.max(longest, duration);
  }
  if (longest < 0) return { lacks: 'privilege', candidates };
  const expiredAt = issuedAt + longest;
  return expiredAt <= now ? { lacks: 'time', expiredAt } : undefined;
}

/** Throws unless one service of the token meets the requirement at `now` (unix seconds). */
export function requireGrant(token: DecodedToken, required: CheckedRequirement, now: number): void {
  const shortfall = findShortfall(token, required, now);
  switch (shortfall?.lacks) {
    case 'service':
      throw refusal('service', `the token grants no ${required.service}`);
    case 'field':
      throw refusal(shortfall.field, `the token's ${required.service} grant is for another ${shortfall.field}`);
    case 'privilege':
      throw refusal('privilege', 'the token does not hold the privilege');
    case 'time': {
      const { expiredAt } = shortfall;
      throw new TokenError('ERR_EXPIRED', `the privilege expired at ${expiredAt}`, {
        field: 'require.privilege',
        expiredAt,
      });
    }
  }
}

/** A field of a service, whichever it is; undefined where it has none of that name. */
export function fieldOf(service: DecodedService, name: string): unknown {
  return service[name as keyof DecodedService];
}

function comparable(expected: unknown, field: string): string | number {
  if (typeof expected === 'string') return expected;
  if (field === 'uid') return uidText(expected, 'require.uid');
  if (typeof expected === 'number') return expected;
  throw typeError(`require.${field}`, 'a string or a number', expected);
}

function readPrivilege(value: unknown, service: AnyService): string {
  if (typeof value !== 'number') return requireString(value, 'require.privilege');
  const id = requireInteger(value, 0, UINT16_MAX, 'require.privilege');
  const named = Object.entries(service.privilegeNames).find(([, number]) => number === id);
  return named === undefined ? String(id) : named[0];
}

function refusal(field: string, message: string): TokenError {
  return new TokenError('ERR_PRIVILEGE', message, { field: `require.${field}` });
}
