/**
 * A session on the real web SDK, as it runs in an app: in Node, or bundled into a page. Tests drive it by these few
 * methods, with plain data only, so that a page can be on the other side.
 */
import agoraChat from 'agora-chat';
import { agoraChatWeb, type ChatSession, createChatSession, tokenEndpoint } from '../../../src/client/index.ts';

/** The SDK is CommonJS with a `default` of its own; who imports it from a module may find it one level deeper. */
const AgoraChat = ('default' in agoraChat ? agoraChat.default : agoraChat) as typeof agoraChat;

export interface DeviceOptions {
  /** Of the stand-in's `connectionOptions`. */
  readonly connection: ConstructorParameters<typeof AgoraChat.connection>[0];
  readonly tokenServer: string;
  /** Seconds. */
  readonly expiresIn?: number;
  /** Given by the token server in place of what it was asked for, if any. */
  readonly token?: string;
  readonly minInterval?: number;
}

export class Device {
  readonly #told: string[] = [];
  readonly #connection: InstanceType<typeof AgoraChat.connection>;
  readonly #session: ChatSession;
  readonly #timers = new Set<unknown>();
  #skipped = 0;

  constructor({ connection, tokenServer, expiresIn = 3600, token, minInterval = 10 }: DeviceOptions) {
    AgoraChat.logger.disableAll();
    this.#connection = new AgoraChat.connection(connection);
    const ask = tokenEndpoint(tokenServer, { expiresIn });
    this.#session = createChatSession(agoraChatWeb(this.#connection), {
      fetchToken: (request) => token ?? ask(request),
      minInterval,
      host: {
        // Quick retries, and a clock that a test can put forward, to be past a token's first seconds.
        random: () => 0.3,
        now: () => performance.now() + this.#skipped,
        timer: (callback, delay) => this.#startTimer(callback, delay),
      },
    });
    this.#session.on('state', (state) => this.#told.push(state));
    this.#session.on('online', ({ userId }) => this.#told.push(`told online ${userId}`));
    this.#session.on('renewed', () => this.#told.push('told renewed'));
    this.#session.on('retry', ({ error }) => this.#told.push(`told retry ${error.code}`));
    this.#session.on('failed', ({ error }) => this.#told.push(`told failed ${error.code}`));
  }

  /** Resolves with what `login` rejects with, if it does. */
  async login(userId: string): Promise<string | undefined> {
    try {
      await this.#session.login(userId);
      return undefined;
    } catch (error) {
      return (error as { code: string }).code;
    }
  }

  renewNow(): Promise<void> {
    return this.#session.renewNow();
  }

  /** Somebody else closes the SDK's connection. */
  closeConnection(): void {
    this.#connection.close();
  }

  logout(): Promise<void> {
    return this.#session.logout();
  }

  dispose(): void {
    this.#session.dispose();
  }

  skip(seconds: number): void {
    this.#skipped += seconds * 1000;
  }

  /** What the session has told: its states, and its events behind the word "told". */
  record(): string[] {
    return this.#told;
  }

  /** Where the session and the SDK stand. */
  state(): { session: string; sdkIsOpen: boolean; sdkTimers: number; sessionTimers: number } {
    const { tokenExpiredTimer, tokenWillExpireTimer } = this.#connection as unknown as Record<string, unknown>;
    const timers = [tokenExpiredTimer, tokenWillExpireTimer].filter(Boolean);
    return {
      session: this.#session.state,
      sdkIsOpen: this.#connection.isOpened(),
      sdkTimers: timers.length,
      sessionTimers: this.#timers.size,
    };
  }

  #startTimer(callback: () => void, delay: number): () => void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      callback();
    }, delay);
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
      clearTimeout(timer);
    };
  }
}
