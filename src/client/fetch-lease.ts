/** Calls `fetchToken` once, and translates whatever it throws to a `ChatSessionError`. */
import { ChatSessionError, type ChatSessionErrorCode, isSessionError } from './errors.ts';
import type { PlatformSignal } from './host.ts';
import { type Lease, readLease } from './lease.ts';

/** Why a token is requested: for the first login, to renew in time, or to log in again after a token has expired. */
export type TokenReason = 'login' | 'renewal' | 'expired';

/** The argument of {@link FetchToken}. */
export interface TokenRequest {
  /** The user that the token is for. */
  readonly userId: string;
  /** Why the token is requested. */
  readonly reason: TokenReason;
  /** 1 for the first attempt; more after failures. */
  readonly attempt: number;
  /** Aborts if the token is no longer needed, or takes longer than `fetchTimeout`. */
  readonly signal: PlatformSignal;
}

/**
 * Gets a Chat user token from your token server. If it throws, the session checks the error's `status` (or
 * `response.status`): 401 and 403 end the session; after 408, 425, 429 and 5xx it tries again and respects `retryAfter`
 * (seconds); any other 4xx ends the login. An error without a status is treated as a network error, and the session tries
 * again, unless it is a `TypeError`, `ReferenceError`, `RangeError` or `SyntaxError` of your code.
 */
export type FetchToken = (request: TokenRequest) => Promise<string> | string;

/** Rejects with a `ChatSessionError` only. */
export async function fetchLease(fetchToken: FetchToken, request: TokenRequest, requestedAt: number): Promise<Lease> {
  try {
    return readLease(await fetchToken(request), request.userId, requestedAt);
  } catch (thrown) {
    throw isSessionError(thrown) ? thrown : classify(thrown);
  }
}

/** The statuses below 500 other than a refused request. */
const codes: Readonly<Record<number, ChatSessionErrorCode>> = {
  401: 'ERR_SIGN_IN',
  403: 'ERR_SIGN_IN',
  408: 'ERR_FETCH',
  425: 'ERR_FETCH',
  429: 'ERR_FETCH',
};

const BUG = /^(Type|Reference|Range|Syntax)Error$/;

/** How fetch's TypeError begins in browsers, Node, React Native, Bun, Deno and Workers if the network fails. */
const NETWORK =
  /^(failed to fetch|fetch failed|load failed|network|terminated|cancel|error sending request|unable to connect|could not connect|a server with|the (internet|network|request|operation)|.*network error)/i;

interface Thrown {
  readonly name?: string;
  readonly message?: string;
  readonly status?: unknown;
  readonly response?: unknown;
  readonly retryAfter?: unknown;
}

function classify(cause: unknown): ChatSessionError {
  const { name, message, status: own, response, retryAfter } = Object(cause) as Thrown;
  // Axios keeps the status in `response`; XMLHttpRequest reports 0 if there was no response.
  const status = Number(own ?? (Object(response) as Thrown).status) || 0;
  const isBug = !status && BUG.test(String(name)) && !NETWORK.test(String(message));
  const code = isBug
    ? 'ERR_FETCH_TOKEN'
    : (codes[status] ?? (status > 0 && status < 500 ? 'ERR_TOKEN_REQUEST' : 'ERR_FETCH'));
  // The messages of other errors may contain secrets.
  const detail =
    name === 'TokenRequestError' ? message : status ? `status ${status}` : isBug ? `it threw a ${name}` : '';
  return new ChatSessionError(code, {
    cause,
    detail,
    retryAfter: typeof retryAfter === 'number' ? retryAfter : undefined,
  });
}
