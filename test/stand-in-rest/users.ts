/** The operations on users, as the API answers them. */
import { type Answer, refuse } from './errors.ts';

export interface StoredUser {
  readonly uuid: string;
  readonly type: 'user';
  readonly created: number;
  modified: number;
  readonly username: string;
  activated: boolean;
  readonly nickname?: string;
}

/** A request, as far as an operation sees it. */
export interface UserRequest {
  readonly userId: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

const MAX_CREATED = 60;
const MAX_STATUSES = 100;

export class Users {
  readonly stored = new Map<string, StoredUser>();
  readonly passwords = new Map<string, string>();
  readonly online = new Set<string>();
  /** Unix milliseconds. */
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  create({ body }: UserRequest): Answer {
    if (Array.isArray(body)) return this.#createMany(body);
    const { username, password, nickname } = Object(body);
    if (!isUserId(username)) return refuse(400, 'illegal_argument', `username [${username}] is not legal`);
    if (this.stored.has(username)) {
      const description = `Application null Entity user requires that property named username be unique, value of ${username} exists`;
      return refuse(400, 'duplicate_unique_property_exists', description);
    }
    return this.#entities([this.#store(username, password, nickname)], 'post');
  }

  #createMany(list: readonly unknown[]): Answer {
    if (list.length > MAX_CREATED) return refuse(400, 'illegal_argument', `at most ${MAX_CREATED} users`);
    const entities: StoredUser[] = [];
    const data: unknown[] = [];
    for (const { username, password, nickname } of list.map(Object)) {
      if (!isUserId(username)) data.push({ username, registerUserFailReason: `username [${username}] is not legal` });
      else if (this.stored.has(username))
        data.push({ username, registerUserFailReason: `the ${username} already exists` });
      else entities.push(this.#store(username, password, nickname));
    }
    return this.#entities(entities, 'post', { data });
  }

  #store(username: string, password: unknown, nickname: unknown): StoredUser {
    const now = this.#now();
    const uuid = `00000000-0000-4000-8000-${String(this.stored.size + 1).padStart(12, '0')}`;
    const times = { created: now, modified: now };
    const named = typeof nickname === 'string' ? { nickname } : {};
    const user: StoredUser = { uuid, type: 'user', ...times, username, activated: true, ...named };
    this.stored.set(username, user);
    if (typeof password === 'string') this.passwords.set(username, password);
    return user;
  }

  get({ userId }: UserRequest): Answer {
    return this.#with(userId, (user) => this.#entities([user], 'get', { count: 1 }));
  }

  list({ query }: UserRequest): Answer {
    const limit = Number(query.get('limit') ?? 10);
    const start = Number(query.get('cursor')?.replace(/^after-/, '') ?? 0);
    if (!Number.isInteger(start)) return refuse(400, 'illegal_argument', 'cursor is not legal');
    const all = [...this.stored.values()];
    const page = all.slice(start, start + Math.min(limit, 100));
    const end = start + page.length;
    return this.#entities(page, 'get', { count: page.length, ...(end < all.length && { cursor: `after-${end}` }) });
  }

  delete({ userId }: UserRequest): Answer {
    return this.#with(userId, (user) => {
      this.stored.delete(userId);
      return this.#entities([user], 'delete');
    });
  }

  setPassword({ userId, body }: UserRequest): Answer {
    const { newpassword } = Object(body);
    if (typeof newpassword !== 'string') return refuse(400, 'illegal_argument', 'newpassword is required');
    return this.#with(userId, () => {
      this.passwords.set(userId, newpassword);
      return this.#answer('set user password');
    });
  }

  deactivate({ userId }: UserRequest): Answer {
    return this.#with(userId, (user) => {
      user.activated = false;
      user.modified = this.#now();
      this.online.delete(userId);
      return this.#entities([user], 'Deactivate user');
    });
  }

  activate({ userId }: UserRequest): Answer {
    return this.#with(userId, (user) => {
      user.activated = true;
      user.modified = this.#now();
      return this.#answer('activate user');
    });
  }

  disconnect({ userId }: UserRequest): Answer {
    return this.#with(userId, () => {
      this.online.delete(userId);
      return this.#entities([], 'get', { data: { result: true } });
    });
  }

  status({ userId }: UserRequest): Answer {
    return this.#with(userId, () =>
      this.#entities([], 'get', { data: { [userId]: this.#statusOf(userId) }, count: 0 }),
    );
  }

  statuses({ body }: UserRequest): Answer {
    const { usernames } = Object(body);
    if (!Array.isArray(usernames) || usernames.length > MAX_STATUSES) {
      return refuse(400, 'illegal_argument', `usernames must be a list of at most ${MAX_STATUSES}`);
    }
    const data = usernames.map((userId) => ({ [userId]: this.#statusOf(userId) }));
    return this.#answer('get batch user status', { data });
  }

  #statusOf(userId: string): string {
    return this.online.has(userId) ? 'online' : 'offline';
  }

  #with(userId: string, act: (user: StoredUser) => Answer): Answer {
    const user = this.stored.get(userId);
    return user === undefined ? refuse(404, 'service_resource_not_found', 'Service resource not found') : act(user);
  }

  #entities(entities: readonly StoredUser[], action: string, more: object = {}): Answer {
    return this.#answer(action, { path: '/users', entities: entities.map((user) => ({ ...user })), ...more });
  }

  #answer(action: string, more: object = {}): Answer {
    return { status: 200, body: { action, ...more, timestamp: this.#now(), duration: 1 } };
  }
}

function isUserId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9_.-]{1,64}$/.test(value);
}
