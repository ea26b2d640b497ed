/** What a session takes from its surroundings when it is given nothing else. */
import { afterEach, expect, it, vi } from 'vitest';
import { onAppState, systemHost } from '../../../src/client/host.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('a page that is shown, and a network that is back, wake a session until it stops listening', () => {
  const [page, tab] = [new EventTarget(), new EventTarget()];
  vi.stubGlobal('document', page);
  vi.stubGlobal('window', tab);
  let woken = 0;
  const stop = systemHost.onWake(() => woken++);
  page.dispatchEvent(new Event('visibilitychange'));
  tab.dispatchEvent(new Event('online'));
  expect(woken).toBe(2);
  stop();
  page.dispatchEvent(new Event('visibilitychange'));
  tab.dispatchEvent(new Event('online'));
  expect(woken).toBe(2);
});

it('an app that comes to the foreground wakes a session, and one that leaves it does not', () => {
  const listeners = new Set<(state: string) => void>();
  const appState = {
    addEventListener(_: 'change', listener: (state: string) => void) {
      listeners.add(listener);
      return { remove: () => listeners.delete(listener) };
    },
  };
  let woken = 0;
  const stop = onAppState(appState)(() => woken++);
  for (const state of ['background', 'active']) for (const listener of listeners) listener(state);
  expect(woken).toBe(1);
  stop();
  expect(listeners.size).toBe(0);
});

it('time goes on when the wall clock is put forward, as after sleep, and never back', () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: 1_000_000 });
  const start = systemHost.now();
  vi.setSystemTime(1_060_000);
  expect(systemHost.now() - start).toBeGreaterThanOrEqual(60_000);
  const later = systemHost.now();
  vi.setSystemTime(0);
  expect(systemHost.now()).toBe(later);
});
