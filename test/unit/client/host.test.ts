/** The default host of a session. */
import { afterEach, expect, it, vi } from 'vitest';
import { onAppState, systemHost } from '../../../src/client/host.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('a page that is shown, and a network that is back, wake a session until it stops listening; a hidden page does not', () => {
  const [page, tab] = [Object.assign(new EventTarget(), { visibilityState: 'visible' }), new EventTarget()];
  vi.stubGlobal('document', page);
  vi.stubGlobal('window', tab);
  let woken = 0;
  const stop = systemHost.onWake(() => woken++);
  page.dispatchEvent(new Event('visibilitychange'));
  tab.dispatchEvent(new Event('online'));
  expect(woken).toBe(2);
  page.visibilityState = 'hidden';
  page.dispatchEvent(new Event('visibilitychange'));
  expect(woken).toBe(2);
  page.visibilityState = 'visible';
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

it('has a monotonic clock, and the wall clock', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
  const start = systemHost.now();
  vi.setSystemTime(90_000_000);
  expect(systemHost.wall()).toBe(90_000_000);
  expect(systemHost.now() - start).toBeLessThan(60_000);
  vi.setSystemTime(0);
  expect(systemHost.now()).toBeGreaterThanOrEqual(start);
});

it('uses the wall clock if there is no other', () => {
  vi.stubGlobal('performance', undefined);
  expect(Math.abs(systemHost.now() - Date.now())).toBeLessThan(60_000);
});
