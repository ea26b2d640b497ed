/** RTM 2 permissions as the official builders take them: one call of `add` for each resource and access. */
import type { Rtm2Permissions } from 'accesstoken2';

export interface Permission {
  /** The name of the official constant without its prefix, `MessageChannels`; a number where there is no name. */
  readonly resource: string;
  /** `Read`, `Write`, or a number. */
  readonly access: string;
  readonly names: readonly string[];
}

export function listPermissions(permissions: Rtm2Permissions): Permission[] {
  return Object.entries(permissions).flatMap(([resource, accesses]) =>
    Object.entries(accesses ?? {}).map(([access, names]) => ({
      resource: capitalized(resource),
      access: capitalized(access),
      names: names ?? [],
    })),
  );
}

/** The constant with its prefix, or the number that has none. */
export function constant(prefix: string, name: string): string {
  return /^\d/.test(name) ? name : prefix + name;
}

export function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
