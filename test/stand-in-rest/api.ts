/** The API without a network: one request in, one answer out. */
import { TokenError, verifyToken } from '../../src/index.ts';
import { type Answer, refuse } from './errors.ts';
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
  readonly body: string;
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
  /** App tokens that are refused as if they had expired. */
  readonly revoked = new Set<string>();
  readonly #options: ApiOptions;
  readonly #beginnings = new Map<Route, number[]>();

  constructor(options: ApiOptions) {
    this.#options = options;
    this.users = new Users(() => Math.round(options.now() * 1000));
  }

  answer({ method, path, authorization, body }: ApiRequest): Answer {
    const url = new URL(path, 'http://stand-in');
    const resource = this.#resourceOf(url.pathname);
    if (resource === undefined) {
      return refuse(404, 'organization_application_not_found', `Could not find application from URI: ${url.pathname}`);
    }
    const route = routes.find((one) => one.method === method && one.pattern.test(resource));
    if (route === undefined) return refuse(404, 'service_resource_not_found', 'Service resource not found');
    const refusal =
      this.#checkToken(authorization, method === 'POST' && resource === '/users') ?? this.#checkRate(route);
    if (refusal !== undefined) return refusal;
    try {
      const userId = decodeURIComponent(route.pattern.exec(resource)?.[1] ?? '');
      return route.act(this.users, {
        userId,
        query: url.searchParams,
        body: body === '' ? undefined : JSON.parse(body),
      });
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
    try {
      const given = /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '';
      const token = this.revoked.has(given) ? '' : given;
      const require = { service: 'chat', privilege: 'app', userId: '' } as const;
      verifyToken(token, { appId, appCertificate, now: now(), clockTolerance: 60, require });
      return undefined;
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      if (['ERR_APP_ID', 'ERR_SIGNATURE', 'ERR_PRIVILEGE'].includes(error.code)) {
        return refuse(401, 'auth_bad_access_token', 'Unable to authenticate due to bad access Token');
      }
      return refuse(
        401,
        'unauthorized',
        isRegistration
          ? 'Registration is not open, please contact the administrator.'
          : 'Unable to authenticate due to expired access Token',
      );
    }
  }

  #checkRate(route: Route): Answer | undefined {
    if (!this.#options.enforceRates) return undefined;
    const now = this.#options.now();
    const recent = (this.#beginnings.get(route) ?? []).filter((beginning) => beginning > now - 1);
    if (recent.length >= route.rate) return refuse(429, 'reach_limit', 'This request has reached api limit');
    this.#beginnings.set(route, [...recent, now]);
    return undefined;
  }
}
