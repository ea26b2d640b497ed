/**
 * The native half of `react-native-agora-chat`, as a stub at React Native's bridge: `callMethod(method, args)` on one
 * side, events by name on the other. Everything of the package above that line is the real one. To be imported first.
 */
import { EventEmitter } from 'node:events';
import Module from 'node:module';

/** What the native side answers: a result, or an error with its code. */
type Answer = { readonly error: { readonly code: number; readonly description: string } } | string | undefined;

export class Bridge {
  /** What was called, in order. */
  readonly calls: [method: string, args: unknown][] = [];
  answer: (method: string) => Answer | Promise<Answer> = () => undefined;
  readonly #events = new EventEmitter();

  /** What the package finds under the name `react-native`. */
  readonly module = {
    NativeModules: {
      ExtSdkApiRN: {
        callMethod: async (method: string, args: unknown) => {
          this.calls.push([method, args]);
          return this.answer(method);
        },
      },
    },
    NativeEventEmitter: class {},
    Platform: { OS: 'android', select: (choices: Record<string, unknown>) => choices.default },
  };

  constructor() {
    const events = this.#events;
    this.module.NativeEventEmitter = class {
      addListener(name: string, listener: (params: unknown) => void) {
        events.on(name, listener);
        return { remove: () => events.off(name, listener) };
      }

      removeAllListeners(name: string) {
        events.removeAllListeners(name);
      }
    };
  }

  /** The native side reports an event. */
  emit(name: string): void {
    this.#events.emit(name, {});
  }
}

export const bridge = new Bridge();

const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
const load = loader._load;
loader._load = (request, ...rest) => (request === 'react-native' ? bridge.module : load(request, ...rest));
