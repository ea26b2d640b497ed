/** What a configuration is refused for. */
import { expect } from 'vitest';
import { ConfigError } from '../../src/config/environment.ts';

export function problemsOf(action: () => unknown): readonly string[] {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).problems;
  }
  throw new Error('nothing was wrong');
}
