/** The variables as a table of texts, for the help and for the documentation. */
import { type VariableName, variables } from './variables.ts';

export interface VariableRow {
  readonly name: VariableName;
  /** Empty where there is none, or where the description tells. */
  readonly fallback: string;
  readonly description: string;
}

export function describeVariables(): VariableRow[] {
  return Object.entries(variables).map(([name, variable]) => ({
    name: name as VariableName,
    fallback: fallbackOf(variable),
    description: variable.description ?? '',
  }));
}

/** `prefault` stands outermost where there is a default; its value is the text that would be in the environment. */
function fallbackOf(variable: (typeof variables)[VariableName]): string {
  const { def } = variable as { def: { type: string; defaultValue?: unknown } };
  return def.type === 'prefault' ? String(def.defaultValue) : '';
}
