/** Writes the arguments of a call of Agora's builders in another language. */
import type { Rtm2Permissions } from 'accesstoken2';
import type { Argument, RtcRole } from './recipe.ts';

/** How a language writes arguments. */
export interface Dialect {
  text(value: string): string;
  role(role: RtcRole): string;
  /** The import that a role needs, and the one that permissions need. */
  importRole(role: RtcRole): string;
  readonly importPermissions: string;
  /** Declares the empty variable `permissions`. */
  readonly noPermissions: string;
  /** Adds one resource and access to it: constants, or numbers for those without a constant. */
  addPermission(resource: string, access: string, names: string): string;
  readonly resourcePrefix: string;
  readonly accessPrefix: string;
}

/** The arguments of a call, the lines that precede it, and the imports of both. */
export interface Written {
  readonly args: readonly string[];
  readonly before: readonly string[];
  readonly imports: readonly string[];
}

export function write(args: readonly Argument[], dialect: Dialect): Written {
  const before: string[] = [];
  const imports: string[] = [];
  const written = args.map((value) => {
    if (typeof value === 'string') return dialect.text(value);
    if (typeof value === 'number') return String(value);
    if ('role' in value) {
      imports.push(dialect.importRole(value.role));
      return dialect.role(value.role);
    }
    imports.push(dialect.importPermissions);
    before.push(dialect.noPermissions, ...additions(value.permissions, dialect));
    return 'permissions';
  });
  return { args: written, before, imports };
}

/** One line for each resource and access. */
function additions(permissions: Rtm2Permissions, dialect: Dialect): string[] {
  const { resourcePrefix, accessPrefix, text, addPermission } = dialect;
  return Object.entries(permissions).flatMap(([resource, accesses]) =>
    Object.entries(accesses ?? {}).map(([access, names = []]) =>
      addPermission(
        constant(resourcePrefix, resource),
        constant(accessPrefix, access),
        (names as readonly string[]).map(text).join(', '),
      ),
    ),
  );
}

function constant(prefix: string, name: string): string {
  return /^\d/.test(name) ? name : prefix + capitalized(name);
}

export function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
