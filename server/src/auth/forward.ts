/**
 * Asks the operator's own back end who the caller is and what it may have. The back end gets the caller's credentials as
 * the headers they came in, and the request; it answers with limits, which this server enforces. Fails closed.
 */
import { z } from 'zod';
import { Refusal } from '../refusals.ts';
import type { Caller } from '../tokens/caller.ts';
import type { Authenticate } from './authenticate.ts';
import { FetchFault, fetchText } from './fetch-json.ts';
import { readRules, userPattern } from './rules.ts';

export interface ForwardOptions {
  readonly url: URL;
  /** Milliseconds. */
  readonly timeout: number;
  readonly fetch?: typeof fetch;
  /** Unix milliseconds. */
  readonly clock?: () => number;
}

/** The headers that can carry a credential. Without any of them, the back end is not asked. */
const CREDENTIALS = ['authorization', 'cookie', 'x-api-key'] as const;

const MAX_BYTES = 16 * 1024;

/** An unknown field may be a misspelt limit, so it is an error. */
const answer = z
  .strictObject({
    /** Names the caller in limits and in the audit log. Default: the user. */
    id: z.string().min(1).max(128).optional(),
    /** The Chat user that the caller is. */
    user: z.string().min(1).max(255).optional(),
    /** The users that it may request tokens for, with `*` for any text. */
    users: z.string().min(1).max(255).optional(),
    app_tokens: z.boolean().optional(),
    /** The channels that it may join, as a pattern. */
    channels: z.string().min(1).max(255).optional(),
    publish: z.boolean().optional(),
    /** Seconds. */
    max_expires_in: z.number().int().min(1).optional(),
  })
  .refine(({ id, user }) => id !== undefined || user !== undefined);

export function authenticateForward({ url, timeout, clock = Date.now, ...options }: ForwardOptions): Authenticate {
  return async (request) => {
    const credentials = CREDENTIALS.flatMap((name) => {
      const value = request.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    if (credentials.length === 0) return undefined;
    const init: RequestInit = {
      method: 'POST',
      headers: { ...Object.fromEntries(credentials), 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(await describeRequest(request)),
    };
    const { status, text } = await fetchText(url, init, { ...options, timeout, maxBytes: MAX_BYTES }).catch((error) => {
      throw unavailable(error);
    });
    if (status === 401) throw new Refusal('ERR_UNAUTHENTICATED', 'the credential is not valid');
    if (status === 403) throw new Refusal('ERR_FORBIDDEN', 'the caller may not have this token');
    if (status !== 200) throw unavailable(new FetchFault(`status ${status}`));
    return callerOf(parse(text), clock);
  };
}

/** What the back end can decide by: the route, and the parameters as the client sent them. */
async function describeRequest(request: Request): Promise<object> {
  const { pathname, searchParams } = new URL(request.url);
  const type = request.headers.get('content-type') ?? '';
  const body = request.method === 'POST' ? await request.clone().text() : '';
  return {
    method: request.method,
    path: pathname,
    query: Object.fromEntries(searchParams),
    body: type.startsWith('application/x-www-form-urlencoded')
      ? Object.fromEntries(new URLSearchParams(body))
      : jsonOr(body, null),
  };
}

function jsonOr<T>(text: string, otherwise: T): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}

function parse(text: string): z.output<typeof answer> {
  const result = answer.safeParse(jsonOr(text, undefined));
  if (!result.success) throw unavailable(new FetchFault('not an answer as documented'));
  return result.data;
}

function callerOf(
  { id, user, users, app_tokens: admin, channels, publish, max_expires_in: seconds }: z.output<typeof answer>,
  clock: () => number,
): Caller {
  const pattern = users === undefined ? undefined : userPattern(users);
  return {
    id: `forward:${id ?? user}`,
    ...(user !== undefined && { user }),
    ...(pattern && { mayActFor: (name) => pattern.test(name) }),
    admin: admin === true,
    ...readRules({ channels, publish }),
    ...(seconds !== undefined && { expiresBy: Math.floor(clock() / 1000) + seconds }),
  };
}

const RETRY_AFTER = 1;

function unavailable(cause: unknown): Refusal {
  return new Refusal('ERR_UNAVAILABLE', 'the back end that decides about tokens is not available', cause, RETRY_AFTER);
}
