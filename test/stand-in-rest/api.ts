/** The API without a network: one request in, one answer out. */
import { type AreaRoute, Areas } from './areas.ts';
import { type Answer, refuse } from './errors.ts';
import { judgeAppToken } from './tokens.ts';
import { type UserRequest, Users } from './users.ts';

export interface ApiOptions {
  readonly appId: string;
  /** The primary certificate. */
  readonly appCertificate: string;
  readonly orgName: string;
  readonly appName: string;
  /** Unix seconds. */
  readonly now: () => number;
  /** Whether more than the documented requests per second are refused. */
  readonly enforceRates: boolean;
}

export interface ApiRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly authorization: string | null;
  /** As text. */
  readonly body: string;
  /** The raw bytes. */
  readonly bytes: Uint8Array;
  readonly headers: { get(name: string): string | null };
}

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly rate: number;
  readonly act: (users: Users, request: UserRequest) => Answer;
}

const routes: readonly Route[] = [
  { method: 'POST', pattern: /^\/users$/, rate: 100, act: (users, request) => users.create(request) },
  { method: 'GET', pattern: /^\/users$/, rate: 100, act: (users, request) => users.list(request) },
  { method: 'POST', pattern: /^\/users\/batch\/status$/, rate: 50, act: (users, request) => users.statuses(request) },
  { method: 'GET', pattern: /^\/users\/([^/]+)$/, rate: 100, act: (users, request) => users.get(request) },
  { method: 'DELETE', pattern: /^\/users\/([^/]+)$/, rate: 100, act: (users, request) => users.delete(request) },
  {
    method: 'PUT',
    pattern: /^\/users\/([^/]+)\/password$/,
    rate: 100,
    act: (users, request) => users.setPassword(request),
  },
  {
    method: 'POST',
    pattern: /^\/users\/([^/]+)\/deactivate$/,
    rate: 100,
    act: (users, request) => users.deactivate(request),
  },
  {
    method: 'POST',
    pattern: /^\/users\/([^/]+)\/activate$/,
    rate: 100,
    act: (users, request) => users.activate(request),
  },
  {
    method: 'GET',
    pattern: /^\/users\/([^/]+)\/disconnect$/,
    rate: 100,
    act: (users, request) => users.disconnect(request),
  },
  { method: 'GET', pattern: /^\/users\/([^/]+)\/status$/, rate: 100, act: (users, request) => users.status(request) },
];

export class Api {
  readonly users: Users;
  readonly areas: Areas;
  /** App tokens that are refused as if they had expired. */
  readonly revoked = new Set<string>();
  readonly #options: ApiOptions;
  readonly #beginnings = new Map<object, number[]>();

  constructor(options: ApiOptions) {
    this.#options = options;
    const now = () => Math.round(options.now() * 1000);
    this.users = new Users(now);
    this.areas = new Areas(now);
  }

  async answer({ method, path, authorization, body, bytes, headers }: ApiRequest): Promise<Answer> {
    const url = new URL(path, 'http://stand-in');
    const resource = this.#resourceOf(url.pathname);
    if (resource === undefined) {
      return refuse(404, 'organization_application_not_found', `Could not find application from URI: ${url.pathname}`);
    }
    const fits = (one: { method: string; pattern: RegExp }) => one.method === method && one.pattern.test(resource);
    const route = routes.find(fits);
    const area = this.areas.routes.find(fits);
    const found = route ?? area;
    if (found === undefined) return refuse(404, 'service_resource_not_found', 'Service resource not found');
    const refusal =
      this.#checkToken(authorization, method === 'POST' && resource === '/users') ?? this.#checkRate(found);
    if (refusal !== undefined) return refusal;
    try {
      const params = (found.pattern.exec(resource)?.slice(1) ?? []).map(decodeURIComponent);
      const query = url.searchParams;
      const content = await readContent(bytes, body, headers);
      if (route !== undefined) return route.act(this.users, { userId: params[0] ?? '', query, body: content.body });
      return await (area as AreaRoute).act({ params, query, headers, ...content });
    } catch (error) {
      return refuse(400, 'json_parse', `${(error as Error).message} in ${body}`);
    }
  }

  /** The path below the app. */
  #resourceOf(path: string): string | undefined {
    const { orgName, appName, appId } = this.#options;
    const base = [`/${orgName}/${appName}/`, `/app-id/${appId}/`].find((one) => path.startsWith(one));
    return base === undefined ? undefined : path.slice(base.length - 1);
  }

  #checkToken(authorization: string | null, isRegistration: boolean): Answer | undefined {
    const { appId, appCertificate, now } = this.#options;
    const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '';
    const verdict = this.revoked.has(token) ? 'expired' : judgeAppToken(token, appId, appCertificate, now());
    if (verdict === 'good') return undefined;
    if (verdict === 'bad')
      return refuse(401, 'auth_bad_access_token', 'Unable to authenticate due to bad access Token');
    const description = isRegistration
      ? 'Registration is not open, please contact the administrator.'
      : 'Unable to authenticate due to expired access Token';
    return refuse(401, 'unauthorized', description);
  }

  #checkRate(route: { readonly rate: number }): Answer | undefined {
    if (!this.#options.enforceRates) return undefined;
    const now = this.#options.now();
    const recent = (this.#beginnings.get(route) ?? []).filter((beginning) => beginning > now - 1);
    if (recent.length >= route.rate) return refuse(429, 'reach_limit', 'This request has reached api limit');
    this.#beginnings.set(route, [...recent, now]);
    return undefined;
  }
}

/** JSON, the fields of a form, or a form in parts, read by Node's own parsers. */
async function readContent(
  bytes: Uint8Array,
  body: string,
  headers: ApiRequest['headers'],
): Promise<{ body: unknown; form?: FormData }> {
  const type = headers.get('content-type') ?? '';
  if (type.startsWith('multipart/form-data')) {
    return { body: undefined, form: await new Response(bytes, { headers: { 'content-type': type } }).formData() };
  }
  if (type === 'application/x-www-form-urlencoded') return { body: Object.fromEntries(new URLSearchParams(body)) };
  return { body: body === '' ? undefined : JSON.parse(body) };
}
