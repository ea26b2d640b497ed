/** A scripted Chat SDK and token server, with a session between them. */
import {
  type ChatAdapter,
  type ChatAdapterEvent,
  type ChatSession,
  ChatSessionError,
  type ChatSessionErrorCode,
  type ChatSessionOptions,
  createChatSession,
  type TokenRequest,
} from '../../src/client/index.ts';
import { buildToken } from '../../src/index.ts';
import { appCertificate, appId } from './credentials.ts';
import { FakeHost, settled } from './fake-host.ts';

export interface FakeChatOptions {
  readonly canRenew?: boolean;
  /** The lifetime of tokens, in seconds. */
  readonly expiresIn?: number;
  /** Other options of the session. */
  readonly options?: Partial<ChatSessionOptions>;
}

/** A promise that a test settles. */
interface Pending<Value> {
  resolve(value: Value): void;
  reject(error: unknown): void;
}

export class FakeChat {
  readonly host = new FakeHost();
  readonly adapter: ChatAdapter;
  readonly session: ChatSession;
  readonly requests: TokenRequest[] = [];
  /** The calls of the SDK, in order; a token is shown as the number of the fetch that returned it. */
  readonly calls: string[] = [];
  /** The session's events, in order: states by name, others with their main detail. */
  readonly told: string[] = [];

  /** Responds to a fetch; by default with a new token. */
  onFetch: (request: TokenRequest) => Promise<string> | string = ({ userId }) => this.token(userId);
  onLogin: (token: string) => Promise<void> = async () => {};
  onRenew: (token: string) => Promise<void> = async () => {};
  onLogout: (intent: 'again' | 'done') => Promise<void> | void = () => {};

  readonly #listeners = new Set<(event: ChatAdapterEvent) => void>();
  readonly #tokens = new Map<string, string>();
  readonly #expiresIn: number;

  constructor({ canRenew = true, expiresIn = 3600, options }: FakeChatOptions = {}) {
    this.#expiresIn = expiresIn;
    const adapter: ChatAdapter = {
      login: (userId, token) => this.#call(`login ${userId} ${this.name(token)}`, () => this.onLogin(token)),
      ...(canRenew && {
        renew: (token: string) => this.#call(`renew ${this.name(token)}`, () => this.onRenew(token)),
      }),
      logout: (intent) => this.#call(`logout ${intent}`, () => this.onLogout(intent)),
      listen: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
    this.adapter = adapter;
    this.session = createChatSession(adapter, {
      ...options,
      host: this.host,
      fetchToken: (request) => {
        this.requests.push(request);
        return this.onFetch(request);
      },
    });
    this.session.on('state', (state) => this.told.push(state));
    this.session.on('online', ({ userId }) => this.told.push(`told online ${userId}`));
    this.session.on('renewed', () => this.told.push('told renewed'));
    this.session.on('retry', ({ error, retryIn }) => this.told.push(`told retry ${error.code} in ${retryIn}`));
    this.session.on('failed', ({ error }) => this.told.push(`told failed ${error.code}`));
  }

  get listenerCount(): number {
    return this.#listeners.size + this.host.listenerCount;
  }

  /** A new token for a user, named by its number. */
  token(userId: string, expiresIn: number = this.#expiresIn): string {
    const salt = this.#tokens.size + 1;
    // Not buildChatUserToken, which refuses some of the user IDs that a token can contain.
    const services = [{ service: 'chat', userId, privileges: { user: expiresIn } }] as const;
    const token = buildToken({ appId, appCertificate, services, expiresIn, issuedAt: 1_700_000_000, salt });
    this.#tokens.set(token, `token-${salt}`);
    return token;
  }

  name(token: string): string {
    return this.#tokens.get(token) ?? 'an unknown token';
  }

  /** The SDK reports something. */
  async report(event: 'will-expire' | 'reconnecting' | 'connected' | ChatSessionErrorCode): Promise<void> {
    for (const listener of [...this.#listeners]) {
      listener(event.startsWith('ERR_') ? new ChatSessionError(event as ChatSessionErrorCode) : (event as 'connected'));
    }
    await settled();
  }

  async login(userId = 'alice'): Promise<void> {
    const online = this.session.login(userId);
    await this.host.advance(0);
    await online;
    this.forget();
  }

  /** Clears the record. */
  forget(): void {
    this.requests.length = 0;
    this.calls.length = 0;
    this.told.length = 0;
  }

  #call<Result>(name: string, act: () => Result): Result {
    this.calls.push(name);
    return act();
  }
}

/** A promise that the test settles. */
export function pending<Value = void>(): { promise: Promise<Value> } & Pending<Value> {
  let settlers!: Pending<Value>;
  const promise = new Promise<Value>((resolve, reject) => {
    settlers = { resolve, reject };
  });
  return { promise, ...settlers };
}

/** The error that `fetchToken` throws for an HTTP response without a token. */
export function answer(status: number, retryAfter?: number): Error {
  return Object.assign(new Error(`answer ${status}`), { status, ...(retryAfter !== undefined && { retryAfter }) });
}
