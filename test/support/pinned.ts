/** Holds still what builders draw by themselves, so that two packages can be compared: the clock and chance. */
import { vi } from 'vitest';

/** Runs `action` at a time in unix milliseconds with `Math.random()` answering `chance`. */
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
