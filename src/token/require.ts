/**
 * What a verifier may require of a token's services: one service, with any of its fields and one live privilege.
 */
import { TokenError } from '../errors.ts';
import { type DecodedService, serviceByName, serviceNames } from '../services/registry.ts';
import { uidText } from '../services/rtc.ts';
import { requireInteger, requireRecord, requireString, typeName, UINT16_MAX } from '../wire/checks.ts';
import type { DecodedToken } from './parse.ts';

type FieldName<Service> = Exclude<keyof Service, 'service' | 'privileges' | 'permissions'>;

type RequirementOf<Service> = Service extends DecodedService
  ? {
      readonly service: Service['service'];
      /** By name, or by number where it has none: it must be in the token and not have ended. */
      readonly privilege?: Extract<keyof Service['privileges'], string> | number;
    } & { readonly [Field in FieldName<Service>]?: Service[Field] | (Field extends 'uid' ? number : never) }
  : never;

/** One service that must be in the token; every field given must be equal there. */
export type Requirement = RequirementOf<DecodedService>;

/** Throws unless one service of the token meets the requirement at `now` (unix seconds). */
export function requireGrant(token: DecodedToken, requirement: Requirement, now: number): void {
  const { service: name, privilege, ...fields } = requireRecord(requirement, 'require');
  if (serviceByName(requireString(name, 'require.service')) === undefined) {
    throw new TokenError('ERR_INPUT', `require.service must be one of ${serviceNames.join(', ')}`, {
      field: 'require.service',
    });
  }

  let candidates: readonly DecodedService[] = token.services.filter((one) => one.service === name);
  if (candidates.length === 0) throw refusal('service', `the token grants no ${name}`);

  for (const [field, expected] of Object.entries(fields)) {
    candidates = candidates.filter((one) => fieldOf(one, field) === comparable(expected, field));
    if (candidates.length === 0) throw refusal(field, `the token's ${name} grant is for another ${field}`);
  }

  if ('privilege' in requirement) requirePrivilege(token, candidates, readPrivilege(privilege), now);
}

function requirePrivilege(
  token: DecodedToken,
  candidates: readonly DecodedService[],
  privilege: string,
  now: number,
): void {
  const durations = candidates.flatMap((one) => {
    const privileges = one.privileges as Readonly<Record<string, number>>;
    return Object.hasOwn(privileges, privilege) ? [privileges[privilege] as number] : [];
  });
  if (durations.length === 0) throw refusal('privilege', 'the token does not hold the privilege');
  // 0 sets no end of its own; the token's has been checked.
  if (durations.includes(0)) return;
  const expiredAt = token.issuedAt + durations.reduce((a, b) => Math.max(a, b));
  if (expiredAt <= now) {
    throw new TokenError('ERR_EXPIRED', `the privilege expired at ${expiredAt}`, {
      field: 'require.privilege',
      expiredAt,
    });
  }
}

function fieldOf(service: DecodedService, field: string): unknown {
  if (Object.hasOwn(service, field)) return service[field as keyof DecodedService];
  throw new TokenError('ERR_INPUT', `require.${field} is not a field of ${service.service}`, {
    field: `require.${field}`,
  });
}

/**
 * The required value as it would stand in a decoded service. `undefined` is refused, not skipped: it comes from a
 * session without a user, and skipping would let every user in.
 */
function comparable(expected: unknown, field: string): string | number {
  if (typeof expected === 'string') return expected;
  if (field === 'uid') return uidText(expected, 'require.uid');
  if (typeof expected === 'number') return expected;
  throw new TypeError(`require.${field} must be a string or a number, not ${typeName(expected)}`);
}

function readPrivilege(value: unknown): string {
  if (typeof value === 'number') return String(requireInteger(value, 0, UINT16_MAX, 'require.privilege'));
  return requireString(value, 'require.privilege');
}

function refusal(field: string, message: string): TokenError {
  return new TokenError('ERR_PRIVILEGE', message, { field: `require.${field}` });
}
