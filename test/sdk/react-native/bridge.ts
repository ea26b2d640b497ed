/**
 * A stub for the native half of `react-native-agora-chat`, at React Native's bridge: `callMethod(method, args)` in one
 * direction, named events in the other. The package's JavaScript is the real one. Import this file first.
 */
import { EventEmitter } from 'node:events';
import Module from 'node:module';

/** The answer of the native side: a result, or an error code. */
type Answer = { readonly error: { readonly code: number; readonly description: string } } | string | undefined;

export class Bridge {
  /** All calls, in order. */
  readonly calls: [method: string, args: unknown][] = [];
  answer: (method: string) => Answer | Promise<Answer> = () => undefined;
  readonly #events = new EventEmitter();

  /** The module that the package imports as `react-native`. */
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

  /** Emits an event from the native side. */
  emit(name: string): void {
    this.#events.emit(name, {});
  }
}

export const bridge = new Bridge();

const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
const load = loader._load;
loader._load = (request, ...rest) => (request === 'react-native' ? bridge.module : load(request, ...rest));
