/** Fixes the clock and Math.random, so that tokens of two packages can be compared. */
import { vi } from 'vitest';

/** Runs `action` at this time, in Unix milliseconds, with `Math.random()` returning `chance`. */
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
