/** One request for a token: every way in which it can fail is brought to a session's code. */
import { ChatSessionError, isSessionError } from './errors.ts';
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

const PATIENCE: readonly unknown[] = [408, 425, 429];

function judge(cause: unknown): ChatSessionError {
  const { status, retryAfter } = Object(cause) as { status?: unknown; retryAfter?: unknown };
  if (status === 401 || status === 403) return new ChatSessionError('ERR_SIGN_IN', { cause });
  if (typeof status === 'number' && status < 500 && !PATIENCE.includes(status)) {
    return new ChatSessionError('ERR_TOKEN_REQUEST', { cause });
  }
  return new ChatSessionError('ERR_FETCH', {
    cause,
    retryAfter: typeof retryAfter === 'number' ? retryAfter : undefined,
  });
}
