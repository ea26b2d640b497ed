/**
 * Reads the variables, and collects what is wrong with them. Each may be set as `NAME_FILE` instead, for secrets that are
 * mounted as files.
 */
import type { z } from 'zod';
import { type Values, type VariableName, variables } from './variables.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a file as text; platforms without files have none. */
export type ReadFile = (path: string) => string;

/** Checks each variable on its own. An invalid one gets its default, so that the others can be checked too. */
export function readValues(env: Environment, readFile: ReadFile | undefined, problems: Problems): Values {
  const names = Object.keys(variables) as VariableName[];
  return Object.fromEntries(names.map((name) => [name, readValue(name, env, readFile, problems)])) as unknown as Values;
}

function readValue(name: VariableName, env: Environment, readFile: ReadFile | undefined, problems: Problems): unknown {
  const text = readText(name, env, readFile, problems);
  const result = variables[name].safeParse(text);
  if (result.success) return result.data;
  problems.add(name, firstPerEntry(result.error.issues).map(describeIssue).join('; '));
  return variables[name].parse(undefined);
}

/** What fails one check often fails the next, too. */
function firstPerEntry(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  const entries = issues.map(({ path }) => path.join());
  return issues.filter((_, index) => entries.indexOf(entries[index] as string) === index);
}

/** `[1].sha256 must be …`: the entry is named, its value is not. */
function describeIssue({ path, message }: z.core.$ZodIssue): string {
  const entry = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return entry === '' ? message : `${entry} ${message}`;
}

/** An empty variable counts as unset, because compose files and manifests write unset variables that way. */
function readText(
  name: VariableName,
  env: Environment,
  readFile: ReadFile | undefined,
  problems: Problems,
): string | undefined {
  const text = env[name] || undefined;
  const path = env[`${name}_FILE`] || undefined;
  if (path === undefined) return text;
  if (text !== undefined) {
    problems.add(name, `is set, and so is ${name}_FILE; set one of them`);
    return undefined;
  }
  if (readFile === undefined) {
    problems.add(name, `cannot come from ${name}_FILE: this platform has no files`);
    return undefined;
  }
  try {
    return readFile(path).trim() || undefined;
  } catch (error) {
    problems.add(name, `cannot be read from ${name}_FILE (${(error as { code?: string }).code ?? 'no code'})`);
    return undefined;
  }
}

/** At most one problem per variable, the first that was found. Never quotes a value. */
export class Problems {
  private readonly byVariable: Map<string, string> = new Map();

  add(variable: string, problem: string): void {
    if (!this.byVariable.has(variable)) this.byVariable.set(variable, problem);
  }

  /** @throws ConfigError if there are any. */
  throwIfAny(): void {
    if (this.byVariable.size === 0) return;
    throw new ConfigError([...this.byVariable].map(([variable, problem]) => `${variable} ${problem}`));
  }
}

/** Has every problem of the configuration. */
export class ConfigError extends Error {
  override readonly name: string = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not valid:\n${problems.map((problem) => `  ${problem}\n`).join('')}`);
    this.problems = problems;
  }
}
