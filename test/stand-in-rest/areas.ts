/**
 * Messages, groups, rooms, attributes, files, push settings, mutes, block lists and presence, as the API answers them.
 * Everything is kept in memory. IDs are counted; lists that the API pages are paged.
 */
import { type Answer, refuse } from './errors.ts';

/** A request, as far as an operation sees it. */
export interface AreaRequest {
  /** The parts of the path that the route names, decoded. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: { get(name: string): string | null };
  /** JSON, or the fields of a form. */
  readonly body: unknown;
  readonly form?: FormData | undefined;
}

interface Place {
  readonly id: string;
  readonly created: number;
  readonly fields: Record<string, unknown>;
  owner: string;
  readonly members: Set<string>;
  readonly admins: Set<string>;
  readonly muted: Map<string, number>;
  readonly blocked: Set<string>;
  isMuted: boolean;
  isDisabled: boolean;
}

interface StoredFile {
  readonly bytes: Uint8Array;
  readonly secret: string | undefined;
}

type Kind = 'chatgroups' | 'chatrooms';

export interface AreaRoute {
  readonly method: string;
  readonly pattern: RegExp;
  readonly rate: number;
  readonly act: (request: AreaRequest) => Answer | Promise<Answer>;
}

/** Recipients per request. */
const MAX_RECIPIENTS = { users: 600, chatgroups: 3, chatrooms: 10 } as const;
const MAX_USERS = 60;

export class Areas {
  readonly places = { chatgroups: new Map<string, Place>(), chatrooms: new Map<string, Place>() };
  readonly messages: { readonly to: string; readonly kind: string; readonly message: unknown }[] = [];
  readonly attributes = new Map<string, Record<string, string>>();
  readonly files = new Map<string, StoredFile>();
  readonly push = new Map<string, Record<string, unknown>>();
  readonly mutes = new Map<string, Record<string, number>>();
  readonly blocks = new Map<string, Set<string>>();
  readonly presence = new Map<string, { ext: string; status: Record<string, string> }>();
  readonly subscriptions = new Map<string, Map<string, number>>();
  readonly routes: readonly AreaRoute[];
  /** Unix milliseconds. */
  readonly #now: () => number;
  #lastId = 1000;

  constructor(now: () => number) {
    this.#now = now;
    this.routes = [
      ...(['chatgroups', 'chatrooms'] as const).flatMap((kind) => this.#placeRoutes(kind)),
      ...this.#messageRoutes(),
      ...this.#userRoutes(),
    ];
  }

  #id(): string {
    return String(++this.#lastId);
  }

  #data(data: unknown, more: object = {}): Answer {
    return { status: 200, body: { action: 'any', data, timestamp: this.#now(), duration: 1, ...more } };
  }

  #placeRoutes(kind: Kind): readonly AreaRoute[] {
    const places = this.places[kind];
    const idField = kind === 'chatgroups' ? 'groupid' : 'id';
    const route = (
      method: string,
      path: string,
      act: (place: Place, request: AreaRequest) => Answer,
      rate = 100,
    ): AreaRoute => ({
      method,
      pattern: new RegExp(`^/${kind}/([^/]+)${path}$`),
      rate,
      act: (request) => {
        const place = places.get(request.params[0] ?? '');
        if (place === undefined) return refuse(404, 'resource_not_found', `${kind} does not exist`);
        return act(place, request);
      },
    });
    const usersOf = ({ params, body }: AreaRequest) => (params[1] ?? Object(body).usernames.join(',')).split(',');
    /** One entry for each user; for a single user in the path an object. */
    const forUsers = (request: AreaRequest, act: (user: string) => object | string): Answer => {
      const users: string[] = usersOf(request);
      const most = kind === 'chatrooms' && request.params.length > 1 ? 100 : MAX_USERS;
      if (users.length > most) return refuse(400, 'illegal_argument', `at most ${most} users`);
      const entries = users.map((user) => {
        const outcome = act(user);
        return typeof outcome === 'string'
          ? { result: false, reason: outcome, user }
          : { result: true, user, ...outcome };
      });
      return this.#data(request.params.length > 1 && entries.length === 1 ? entries[0] : entries);
    };
    const mustBeMember = (place: Place, user: string, act: () => unknown): object | string =>
      place.members.has(user) ? { ...Object(act()) } : `user: ${user} doesn't exist in ${kind}: ${place.id}`;

    return [
      {
        method: 'POST',
        pattern: new RegExp(`^/${kind}$`),
        rate: kind === 'chatgroups' ? 100 : 50,
        act: ({ body }) => {
          const { owner, members = [], ...fields } = Object(body);
          if (typeof owner !== 'string') return refuse(400, 'illegal_argument', 'owner is required');
          const id = this.#id();
          const place = { id, created: this.#now(), fields, owner, members: new Set<string>([owner, ...members]) };
          places.set(id, {
            ...place,
            admins: new Set(),
            muted: new Map(),
            blocked: new Set(),
            isMuted: false,
            isDisabled: false,
          });
          return this.#data({ [idField]: id });
        },
      },
      {
        method: 'GET',
        pattern: new RegExp(`^/${kind}$`),
        rate: kind === 'chatgroups' ? 100 : 50,
        act: ({ query }) => {
          const all = [...places.values()].reverse();
          const start = Number(query.get('cursor') ?? 0);
          const page = all.slice(start, start + Number(query.get('limit') ?? 10));
          const end = start + page.length;
          return this.#data(
            page.map((place) => this.#summary(kind, place)),
            end < all.length ? { cursor: String(end) } : {},
          );
        },
      },
      {
        method: 'GET',
        pattern: new RegExp(`^/users/([^/]+)/joined_${kind}$`),
        rate: kind === 'chatgroups' ? 100 : 50,
        act: ({ params: [user = ''], query }) => {
          const joined = [...places.values()].filter(({ members }) => members.has(user));
          return this.#data(
            pageOf(joined, query.get('pagenum'), query.get('pagesize')).map((place) =>
              kind === 'chatgroups'
                ? { groupid: place.id, groupname: place.fields.groupname ?? '' }
                : { id: place.id, name: place.fields.name },
            ),
          );
        },
      },
      route('GET', '', (place) => this.#data([this.#details(kind, place)])),
      route('PUT', '', (place, { body }) => {
        const { newowner, ...changes } = Object(body);
        if (newowner !== undefined) {
          if (!place.members.has(newowner)) return refuse(400, 'illegal_argument', 'no member');
          place.owner = newowner;
          return this.#data({ newowner: true });
        }
        Object.assign(place.fields, changes);
        return this.#data(Object.fromEntries(Object.keys(changes).map((field) => [field, true])));
      }),
      route('DELETE', '', (place) => {
        places.delete(place.id);
        return this.#data({ success: true, [idField]: place.id });
      }),
      route('POST', '/disable', (place) => {
        place.isDisabled = true;
        return this.#data({ disabled: true });
      }),
      route('POST', '/enable', (place) => {
        place.isDisabled = false;
        return this.#data({ disabled: false });
      }),
      route('GET', '/users', (place, { query }) => {
        const members = [...place.members].map((user) => (user === place.owner ? { owner: user } : { member: user }));
        return this.#data(pageOf(members, query.get('pagenum'), query.get('pagesize')));
      }),
      route('POST', '/users', (place, request) => {
        const added = usersOf(request).filter((user: string) => !place.members.has(user));
        if (added.length > MAX_USERS) return refuse(400, 'illegal_argument', 'at most 60 users');
        for (const user of added) place.members.add(user);
        return this.#data({ newmembers: added, action: 'add_member', [idField]: place.id });
      }),
      route('DELETE', '/users/([^/]+)', (place, request) =>
        forUsers(request, (user) =>
          mustBeMember(place, user, () => {
            place.members.delete(user);
          }),
        ),
      ),
      route('GET', '/admin', (place) => this.#data([...place.admins], { count: place.admins.size })),
      route('POST', '/admin', (place, { body }) => {
        const { newadmin } = Object(body);
        if (!place.members.has(newadmin)) return refuse(404, 'resource_not_found', 'no member');
        place.admins.add(newadmin);
        return this.#data({ result: 'success', newadmin });
      }),
      route('DELETE', '/admin/([^/]+)', (place, { params: [, user = ''] }) => {
        if (!place.admins.delete(user)) return refuse(404, 'resource_not_found', 'no admin');
        return this.#data({ result: 'success', oldadmin: user });
      }),
      route('GET', '/mute', (place) => this.#data([...place.muted].map(([user, expire]) => ({ user, expire })))),
      route('POST', '/mute', (place, request) => {
        const { mute_duration: duration } = Object(request.body);
        const expire = this.#now() + (duration < 0 ? 3_155_760_000_000 : duration);
        return forUsers(request, (user) =>
          mustBeMember(place, user, () => {
            place.muted.set(user, expire);
            return { expire };
          }),
        );
      }),
      route('DELETE', '/mute/([^/]+)', (place, request) => {
        const answer = forUsers(request, (user) => (place.muted.delete(user) ? {} : `user: ${user} is not muted`));
        // A list here, even of one.
        const { data, ...body } = Object(answer.body);
        return { ...answer, body: { ...body, data: [data].flat() } };
      }),
      route('POST', '/ban', (place) => {
        place.isMuted = true;
        return this.#data({ mute: true });
      }),
      route('DELETE', '/ban', (place) => {
        place.isMuted = false;
        return this.#data({ mute: false });
      }),
      route('GET', '/blocks/users', (place, { query }) => {
        const all = [...place.blocked];
        const size = Number(query.get('pageSize') ?? 500);
        const start = Number(query.get('cursor') ?? 0);
        const end = start + size;
        return this.#data(all.slice(start, end), end < all.length ? { cursor: String(end) } : {});
      }),
      route('POST', '/blocks/users', (place, request) =>
        forUsers(request, (user) =>
          mustBeMember(place, user, () => {
            place.members.delete(user);
            place.blocked.add(user);
          }),
        ),
      ),
      route('DELETE', '/blocks/users/([^/]+)', (place, request) =>
        forUsers(request, (user) => (place.blocked.delete(user) ? {} : `user: ${user} is not blocked`)),
      ),
    ];
  }

  #summary(kind: Kind, { id, owner, members, fields, created, isDisabled }: Place): object {
    return kind === 'chatgroups'
      ? {
          owner: `org#app_${owner}`,
          groupid: id,
          affiliations: members.size,
          type: 'group',
          lastModified: String(created),
          groupname: fields.groupname ?? '',
        }
      : { id, name: fields.name, owner, affiliations_count: members.size, disabled: isDisabled };
  }

  #details(kind: Kind, { id, owner, members, fields, created, isMuted, isDisabled }: Place): object {
    const { groupname = '', ...others } = fields;
    return {
      id,
      ...(kind === 'chatgroups' && { name: groupname, owner, disabled: isDisabled }),
      ...others,
      created,
      mute: isMuted,
      affiliations_count: members.size,
      affiliations: [...members].map((user) => (user === owner ? { owner: user } : { member: user })),
    };
  }

  #messageRoutes(): readonly AreaRoute[] {
    return (['users', 'chatgroups', 'chatrooms'] as const).map((kind) => ({
      method: 'POST',
      pattern: new RegExp(`^/messages/${kind}$`),
      rate: 100,
      act: ({ body }) => {
        const { to, ...message } = Object(body);
        if (!Array.isArray(to) || to.length > MAX_RECIPIENTS[kind]) {
          return refuse(400, 'illegal_argument', `at most ${MAX_RECIPIENTS[kind]} recipients`);
        }
        if (typeof message.body !== 'object') return refuse(400, 'illegal_argument', 'body is required');
        for (const one of to) this.messages.push({ to: one, kind, message });
        return this.#data(Object.fromEntries(to.map((one) => [one, this.#id()])));
      },
    }));
  }

  #userRoutes(): readonly AreaRoute[] {
    const route = (
      method: string,
      path: string,
      rate: number,
      act: (request: AreaRequest) => Answer | Promise<Answer>,
    ): AreaRoute => ({
      method,
      pattern: new RegExp(`^${path}$`),
      rate,
      act,
    });
    const ok = (result: unknown): Answer => ({ status: 200, body: { result } });
    const stateOf = (uid: string) => {
      const { ext = '', status = {} } = this.presence.get(uid) ?? {};
      return { uid, last_time: String(Math.floor(this.#now() / 1000)), ext, status };
    };
    return [
      route('GET', '/users/([^/]+)/offline_msg_count', 100, ({ params: [user = ''] }) =>
        this.#data({ [user]: this.messages.filter(({ to }) => to === user).length }),
      ),
      route('GET', '/users/([^/]+)/offline_msg_status/([^/]+)', 100, ({ params: [, message = ''] }) =>
        this.#data({ [message]: 'undelivered' }),
      ),
      route('PUT', '/metadata/user/([^/]+)', 100, ({ params: [user = ''], body }) => {
        const attributes = { ...this.attributes.get(user), ...(body as Record<string, string>) };
        this.attributes.set(user, attributes);
        return this.#data(attributes);
      }),
      route('GET', '/metadata/user/capacity', 100, () =>
        this.#data(JSON.stringify([...this.attributes.values()]).length),
      ),
      route('GET', '/metadata/user/([^/]+)', 100, ({ params: [user = ''] }) =>
        this.#data(this.attributes.get(user) ?? {}),
      ),
      route('DELETE', '/metadata/user/([^/]+)', 100, ({ params: [user = ''] }) => {
        this.attributes.delete(user);
        return this.#data(true);
      }),
      route('POST', '/metadata/user/get', 100, ({ body }) => {
        const { targets, properties } = Object(body);
        if (targets.length > 100) return refuse(400, 'illegal_argument', 'at most 100 users');
        const pick = (user: string) =>
          Object.fromEntries(
            Object.entries(this.attributes.get(user) ?? {}).filter(([name]) => properties.includes(name)),
          );
        return this.#data(
          Object.fromEntries(
            targets.filter((user: string) => this.attributes.has(user)).map((user: string) => [user, pick(user)]),
          ),
        );
      }),
      route('POST', '/chatfiles', 100, async ({ form, headers }) => {
        const file = form?.get('file');
        if (!(file instanceof Blob)) return refuse(400, 'illegal_argument', 'file is required');
        const uuid = `5fd74830-0000-4000-8000-${this.#id().padStart(12, '0')}`;
        const secret = headers.get('restrict-access') === 'true' ? `secret-${uuid}` : undefined;
        this.files.set(uuid, { bytes: new Uint8Array(await file.arrayBuffer()), secret });
        return this.#data(undefined, {
          entities: [{ uuid, type: 'chatfile', ...(secret && { 'share-secret': secret }) }],
        });
      }),
      route('GET', '/chatfiles/([^/]+)', 100, ({ params: [uuid = ''], headers }) => {
        const file = this.files.get(uuid);
        if (file === undefined) return refuse(404, 'resource_not_found', 'no such file');
        if (file.secret !== undefined && file.secret !== headers.get('share-secret'))
          return refuse(403, 'forbidden_op', 'secret');
        return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: file.bytes };
      }),
      route('PUT', '/users/([^/]+)', 100, ({ params: [user = ''], body }) => {
        this.push.set(user, { ...this.push.get(user), ...Object(body) });
        return this.#data(undefined, { entities: [{ username: user, ...Object(body) }] });
      }),
      route('PUT', '/users/([^/]+)/notification/language', 100, ({ params: [user = ''], body }) => {
        const { translationLanguage: language } = Object(body);
        this.push.set(`${user}/language`, { language });
        return this.#data({ language });
      }),
      route('GET', '/users/([^/]+)/notification/language', 100, ({ params: [user = ''] }) =>
        this.#data(this.push.get(`${user}/language`) ?? {}),
      ),
      route('PUT', '/users/([^/]+)/notification/(user|chatgroup)/([^/]+)', 100, ({ params, body }) => {
        const { ignoreDuration, ...settings } = Object(body);
        const now = this.#now();
        const stored = { ...settings, ...(ignoreDuration !== undefined && { ignoreDuration: now + ignoreDuration }) };
        this.push.set(params.join('/'), { ...this.push.get(params.join('/')), ...stored });
        return this.#data(stored);
      }),
      route('GET', '/users/([^/]+)/notification/(user|chatgroup)/([^/]+)', 100, ({ params }) =>
        this.#data(this.push.get(params.join('/')) ?? {}),
      ),
      route('POST', '/mutes', 100, ({ body }) => {
        const { username, ...mutes } = Object(body);
        this.mutes.set(username, { ...this.mutes.get(username), ...mutes });
        return this.#data({ result: 'ok' });
      }),
      route('GET', '/mutes', 100, ({ query }) => {
        const all = [...this.mutes].flatMap(([username, mutes]) =>
          Object.entries(mutes).map(([kind, seconds]) => ({ username, [kind]: seconds })),
        );
        return this.#data({ data: pageOf(all, query.get('pageNum'), query.get('pageSize')), unixtime: 0 });
      }),
      route('GET', '/mutes/([^/]+)', 100, ({ params: [user = ''] }) =>
        this.#data({ userid: user, chat: 0, groupchat: 0, chatroom: 0, ...this.mutes.get(user), unixtime: 0 }),
      ),
      // Not among the typed operations: for `request`.
      route('GET', '/users/([^/]+)/contacts/users', 100, () => this.#data(['bob'], { count: 1 })),
      route('POST', '/users/([^/]+)/blocks/users', 50, ({ params: [user = ''], body }) => {
        const { usernames } = Object(body);
        this.blocks.set(user, new Set([...(this.blocks.get(user) ?? []), ...usernames]));
        return this.#data(usernames);
      }),
      route('GET', '/users/([^/]+)/blocks/users', 50, ({ params: [user = ''], query }) => {
        const all = [...(this.blocks.get(user) ?? [])];
        const start = Number(query.get('cursor') ?? 0);
        const end = start + Number(query.get('pageSize') ?? 500);
        return this.#data(all.slice(start, end), end < all.length ? { cursor: String(end) } : {});
      }),
      route('DELETE', '/users/([^/]+)/blocks/users/([^/]+)', 50, ({ params: [user = '', blocked = ''] }) => {
        this.blocks.get(user)?.delete(blocked);
        return this.#data(undefined, { entities: [{ username: blocked }] });
      }),
      route(
        'POST',
        '/users/([^/]+)/presence/([^/]+)/(\\d+)',
        50,
        ({ params: [user = '', device = '', status = ''], body }) => {
          const { ext } = Object(body);
          this.presence.set(user, { ext, status: { ...this.presence.get(user)?.status, [device]: status } });
          return ok('ok');
        },
      ),
      route('POST', '/users/([^/]+)/presence', 50, ({ body }) => ok(Object(body).usernames.map(stateOf))),
      route('POST', '/users/([^/]+)/presence/(\\d+)', 50, ({ params: [user = '', expiry], body }) => {
        const subscriptions = this.subscriptions.get(user) ?? new Map();
        const { usernames } = Object(body);
        for (const one of usernames) subscriptions.set(one, Math.floor(this.#now() / 1000) + Number(expiry));
        this.subscriptions.set(user, subscriptions);
        return ok(usernames.map((uid: string) => ({ ...stateOf(uid), expiry: String(subscriptions.get(uid)) })));
      }),
      route('DELETE', '/users/([^/]+)/presence', 50, ({ params: [user = ''], body }) => {
        for (const one of body as string[]) this.subscriptions.get(user)?.delete(one);
        return ok('ok');
      }),
      route('GET', '/users/([^/]+)/presence/sublist', 50, ({ params: [user = ''], query }) => {
        const all = [...(this.subscriptions.get(user) ?? [])].map(([uid, expiry]) => ({ uid, expiry: String(expiry) }));
        return ok({ totalnum: String(all.length), sublist: pageOf(all, query.get('pageNum'), query.get('pageSize')) });
      }),
    ];
  }
}

function pageOf<Item>(items: readonly Item[], page: string | null, size: string | null): readonly Item[] {
  const length = Number(size ?? 10);
  const start = (Number(page ?? 1) - 1) * length;
  return items.slice(start, start + length);
}
