/**
 * Typed events. Listeners are called in order, each in a microtask of its own: none runs in the middle of a change, and
 * one that throws disturbs nobody and is reported by the platform as an unhandled rejection.
 */

/** Called with the detail of an event, in a microtask of its own. */
export type Listener<Detail> = (detail: Detail) => void;

export interface Emitter<Events> {
  /** Returns what ends the subscription. */
  on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): () => void;
  emit<Name extends keyof Events>(name: Name, detail: Events[Name]): void;
  clear(): void;
}

export function createEmitter<Events>(): Emitter<Events> {
  /** A subscription is an object of its own, since one function may be subscribed twice. */
  const subscriptions = new Set<readonly [name: keyof Events, listener: Listener<never>]>();
  return {
    on(name, listener) {
      const subscription = [name, listener] as const;
      subscriptions.add(subscription);
      return () => subscriptions.delete(subscription);
    },
    emit(name, detail) {
      for (const subscription of subscriptions) {
        if (subscription[0] !== name) continue;
        const listener = subscription[1] as Listener<typeof detail>;
        Promise.resolve().then(() => {
          if (subscriptions.has(subscription)) listener(detail);
        });
      }
    },
    clear: () => subscriptions.clear(),
  };
}
