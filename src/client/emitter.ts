/**
 * Typed events. Listeners are called in order, each in its own microtask. So none of them runs in the middle of a state
 * change, and if one throws, the others still run and the platform reports an unhandled rejection.
 */

/** Called with the detail of an event, in its own microtask. */
export type Listener<Detail> = (detail: Detail) => void;

export interface Emitter<Events> {
  /** Returns a function that unsubscribes the listener. */
  on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): () => void;
  emit<Name extends keyof Events>(name: Name, detail: Events[Name]): void;
  clear(): void;
}

export function createEmitter<Events>(): Emitter<Events> {
  /** Each subscription is a new object, since the same function may be subscribed twice. */
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
