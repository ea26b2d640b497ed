/** Fixes the clock and Math.random, so that the tokens of two packages can be compared. */
import { vi } from 'vitest';

/** Runs `action` at a time in unix milliseconds with `Math.random()` returning `chance`. */
export function pinned<Result>(milliseconds: number, chance: number, action: () => Result): Result {
  vi.useFakeTimers({ toFake: ['Date'], now: milliseconds });
  const random = vi.spyOn(Math, 'random').mockReturnValue(chance);
  try {
    return action();
  } finally {
    random.mockRestore();
    vi.useRealTimers();
  }
}
