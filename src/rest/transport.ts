/** Carries out operations: app token, budget, deadline, and what is tried again after which failure. */
import { inScope, type Scope } from './abort.ts';
import { readObject } from './answer.ts';
import { type AppTokenProvider, createAppTokenProvider } from './app-token-provider.ts';
import { retryDelay } from './backoff.ts';
import { readBody } from './body.ts';
import { type Budget, createBudget } from './budget.ts';
import { requireInteger } from './checks.ts';
import { platformClock } from './clock.ts';
import { ChatRestError } from './errors.ts';
import type { Operation } from './operation.ts';
import { type ChatRestClientOptions, readBaseUrl } from './options.ts';
import { type AbortSignalLike, platformFetch } from './platform.ts';
import { quoteFor } from './quote.ts';
import { refusal } from './refusals.ts';

/** What every call takes. */
export interface CallOptions {
  /** Ends the call, wherever it stands, with the signal's reason. */
  readonly signal?: AbortSignalLike | undefined;
}

/** Resolves with what the operation reads from the answer; rejects with a `ChatRestError` or the signal's reason. */
export type Call = <Output>(operation: Operation<Output>, options?: CallOptions) => Promise<Output>;

/** Failures that leave open whether the call was carried out. */
const openEnd = /SERVER|NETWORK|TIMEOUT/;

/** Seconds: who is asked to wait longer fails at once. */
const LONGEST_RETRY_AFTER = 60;

/** Calls per second that the API takes where an operation does not say otherwise. */
const USUAL_RATE = 100;

export function createTransport(options: ChatRestClientOptions): Call {
  const { clock = platformClock, fetch = platformFetch, random = Math.random, timeout = 30, retries = 4 } = options;
  requireInteger(timeout, 1, 3600, 'timeout');
  requireInteger(retries, 0, 100, 'retries');
  const baseUrl = readBaseUrl(options);
  const tokens =
    options.appTokenProvider ?? createAppTokenProvider({ credentials: options.credentials, now: () => clock.now() });
  const budgets = new Map<string, Budget>();

  return async ({ name, method, path, body: content, read, rate = USUAL_RATE, once }, { signal: outer } = {}) => {
    const body = JSON.stringify(content) ?? '';
    const budget = budgets.get(name) ?? createBudget(rate, clock);
    budgets.set(name, budget);
    const timeUp = new ChatRestError('ERR_TIMEOUT', `${name}: no answer in ${timeout} seconds`);

    async function attempt(scope: Scope) {
      const { signal } = scope;
      clock.sleep(timeout, signal).then(() => scope.abort(timeUp));
      const token = await takeToken(tokens);
      const json = 'application/json';
      const headers = { authorization: `Bearer ${token}`, accept: json, 'content-type': json };
      const init = { method, headers, body: body || null, redirect: 'manual', signal } as const;
      const response = await fetch(baseUrl + path, init);
      const answer = await readBody(response);

      const quote = quoteFor(token, body);
      if (response.ok) return read(readObject(answer, 'body'), quote);
      const error = refusal(name, response, answer, clock.now(), quote);
      if (error.code === 'ERR_UNAUTHORIZED') tokens.invalidate(token);
      throw error;
    }

    return inScope(async ({ signal }) => {
      let retry = 0;
      let isTokenRenewed = false;
      for (;;) {
        await budget(signal);
        try {
          return await inScope(attempt, signal);
        } catch (cause) {
          if (signal.aborted) throw cause;
          const error =
            cause instanceof ChatRestError ? cause : new ChatRestError('ERR_NETWORK', `${name}: no answer`, { cause });
          const { code, status, retryAfter = 0 } = error;
          if (code === 'ERR_UNAUTHORIZED' && !isTokenRenewed) {
            isTokenRenewed = true;
            continue;
          }
          // After a 500 half of it may be done, so that only reading is repeated.
          const isSafe = openEnd.test(code) ? !once && (status !== 500 || method === 'GET') : code === 'ERR_RATE_LIMIT';
          if (!isSafe || retry === retries || retryAfter > LONGEST_RETRY_AFTER) throw error;
          await clock.sleep(retryAfter + retryDelay(retry++, random), signal);
        }
      }
    }, outer);
  };
}

/** A provider's token becomes a header's value: one that cannot would be quoted in the platform's own error. */
async function takeToken(tokens: AppTokenProvider): Promise<string> {
  try {
    const token: unknown = await tokens.getToken();
    if (typeof token === 'string' && /^[!-~]+$/.test(token)) return token;
    throw new TypeError('not a token');
  } catch (cause) {
    throw new ChatRestError('ERR_TOKEN_PROVIDER', 'no app token', { cause });
  }
}
