/** What is wrong with a configuration: one problem per variable, the first one found. Never quotes a value. */

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

/** Everything that is wrong, at once. */
export class ConfigError extends Error {
  override readonly name: string = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not valid:\n${problems.map((problem) => `  ${problem}\n`).join('')}`);
    this.problems = problems;
  }
}
