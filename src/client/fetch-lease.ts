/** One request for a token: every way in which it can fail is brought to a session's code. */
import { ChatSessionError, type ChatSessionErrorCode, isSessionError } from './errors.ts';
import type { PlatformSignal, SessionHost } from './host.ts';
import { type Lease, readLease } from './lease.ts';

/** What a token is wanted for: the first login, a renewal in time, or a login after a token had its end. */
export type TokenReason = 'login' | 'renewal' | 'expired';

/** What {@link FetchToken} is told. */
export interface TokenRequest {
  /** Whose token is wanted. */
  readonly userId: string;
  /** What it is wanted for. */
  readonly reason: TokenReason;
  /** 1 for the first try; more after failures. */
  readonly attempt: number;
  /** Aborts when the answer is not wanted any more, or takes too long: after 20 seconds. */
  readonly signal: PlatformSignal;
}

/**
 * Gets a Chat user token from your token server. What it throws is judged by its `status`: 401 and 403 end the
 * session; 408, 425, 429 and 5xx are tried again, heeding `retryAfter` (seconds); other 4xx end the login. Without a
 * `status` it is a network fault, and tried again.
 */
export type FetchToken = (request: TokenRequest) => Promise<string> | string;

/** Rejects with a `ChatSessionError` only. */
export async function fetchLease(fetchToken: FetchToken, request: TokenRequest, host: SessionHost): Promise<Lease> {
  const requestedAt = host.now();
  try {
    return readLease(await fetchToken(request), request.userId, requestedAt);
  } catch (thrown) {
    throw isSessionError(thrown) ? thrown : judge(thrown);
  }
}

/** The statuses below 500 that are no refusal of the request. */
const codes: Readonly<Record<number, ChatSessionErrorCode>> = {
  401: 'ERR_SIGN_IN',
  403: 'ERR_SIGN_IN',
  408: 'ERR_FETCH',
  425: 'ERR_FETCH',
  429: 'ERR_FETCH',
};

function judge(cause: unknown): ChatSessionError {
  // Where nobody answers there is no status, or 0, as XMLHttpRequest has it.
  const { status = 0, retryAfter } = Object(cause) as { status?: number; retryAfter?: unknown };
  const code = codes[status] ?? (status > 0 && status < 500 ? 'ERR_TOKEN_REQUEST' : 'ERR_FETCH');
  return new ChatSessionError(code, { cause, retryAfter: typeof retryAfter === 'number' ? retryAfter : undefined });
}
