/** The variables as they come: each may be given as `NAME_FILE` instead, for secrets that are mounted as files. */
import type { Problems } from './problems.ts';
import { type Values, type VariableName, variables } from './variables.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a file as text; platforms without files have none. */
export type ReadFile = (path: string) => string;

/** Every variable checked by itself. A wrong one takes its default here, so that the rest can be looked at too. */
export function readValues(env: Environment, readFile: ReadFile | undefined, problems: Problems): Values {
  const names = Object.keys(variables) as VariableName[];
  return Object.fromEntries(names.map((name) => [name, readValue(name, env, readFile, problems)])) as unknown as Values;
}

function readValue(name: VariableName, env: Environment, readFile: ReadFile | undefined, problems: Problems): unknown {
  const text = readText(name, env, readFile, problems);
  const result = variables[name].safeParse(text);
  if (result.success) return result.data;
  problems.add(name, [...new Set(result.error.issues.map(({ message }) => message))].join('; '));
  return variables[name].parse(undefined);
}

/** An empty variable counts as one that is not set: compose files and manifests write them so. */
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
