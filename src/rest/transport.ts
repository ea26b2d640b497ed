/** Carries out operations: app token, rate limit, timeout, retries. */
import { fieldError, requireInteger } from '../checks.ts';
import { isTokenError } from '../errors.ts';
import { inScope, openScope } from './abort.ts';
import { InvalidAnswer, isJson, readBody } from './answer.ts';
import { type AppTokenProvider, createAppTokenProvider } from './app-token-provider.ts';
import { ChatRestError, type ChatRestErrorCode, isChatRestError } from './errors.ts';
import { type AnswerContext, type ChatCaller, type ChatStreamOperation, requireCallOptions } from './operation.ts';
import { type ChatRestClientOptions, readBaseUrl } from './options.ts';
import { createPace, LONGEST_RETRY_AFTER, retryDelay, USUAL_LIMIT } from './pace.ts';
import { type FetchInit, type FetchResponse, type FetchSignal, platformClock, platformFetch } from './platform.ts';
import { quoteFor, refusal } from './refusals.ts';

/** Failures after which it is unknown whether the call was carried out. */
const openOutcomes: ReadonlySet<ChatRestErrorCode> = new Set(['ERR_SERVER', 'ERR_NETWORK', 'ERR_TIMEOUT']);

/** How a response is read. */
interface Take<Result> {
  readonly take: (response: FetchResponse, context: AnswerContext) => Promise<Result>;
  /** Whether the connection stays open until the call ends. */
  readonly keepOpen: boolean;
}

export function createTransport(options: ChatRestClientOptions): ChatCaller {
  const baseUrl = readBaseUrl(options);
  const { clock = platformClock, fetch = platformFetch, random = Math.random, timeout = 30, retries = 4 } = options;
  requireInteger(timeout, 1, 3600, 'timeout');
  requireInteger(retries, 0, 100, 'retries');
  const tokens =
    options.appTokenProvider ?? createAppTokenProvider({ credentials: options.credentials, now: () => clock.now() });
  const pace = createPace(clock);

  /** Runs `work` with a timeout. */
  const inTime = <Result>(name: string, outer: FetchSignal, work: () => Promise<Result>): Promise<Result> =>
    inScope((scope) => {
      const timeUp = new ChatRestError('ERR_TIMEOUT', `${name}: no response within ${timeout} seconds`);
      clock.sleep(timeout, scope.signal).then(() => scope.abort(timeUp));
      return work();
    }, outer);

  async function request<Result>(
    operation: ChatStreamOperation,
    { body, type }: Content,
    outer: FetchSignal,
    { take, keepOpen }: Take<Result>,
  ) {
    const { name, method } = operation;
    const connection = openScope(outer);
    try {
      const result = await inTime(name, connection.signal, async () => {
        const token = await takeToken(tokens, name);
        const headers = {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          ...(type !== undefined && { 'content-type': type }),
          ...operation.headers,
        };
        const url = baseUrl + operation.path + encodeQuery(operation);
        const response = await fetch(url, { method, headers, body, redirect: 'manual', signal: connection.signal });
        const quote = quoteFor([token, ...Object.values(operation.headers ?? {})], body);
        const context = contextOf(name, response, baseUrl, quote);
        if (response.ok) return take(response, context);
        const error = refusal(name, response, await readJson(response, context), clock.now(), quote);
        if (error.code === 'ERR_UNAUTHORIZED') tokens.invalidate(token);
        throw error;
      });
      if (!keepOpen) connection.abort();
      return result;
    } catch (error) {
      connection.abort();
      throw error;
    }
  }

  /** Makes a request, and retries it if that is safe and may help. */
  async function attempt<Result>(operation: ChatStreamOperation, signal: FetchSignal, use: Take<Result>) {
    const { name, method, once, limit = USUAL_LIMIT, cost = 1 } = operation;
    const content = encodeBody(operation);
    let isTokenRenewed = false;
    for (let retry = 0; ; ) {
      await pace.begin(limit.key ?? name, limit, cost, signal);
      try {
        const result = await request(operation, content, signal, use);
        pace.refundRetry();
        return result;
      } catch (cause) {
        if (signal.aborted) throw cause;
        const error = toRestError(name, cause);
        const { code, status, retryAfter = 0 } = error;
        if (code === 'ERR_UNAUTHORIZED' && !isTokenRenewed) {
          isTokenRenewed = true;
          continue;
        }
        if (retryAfter > 0) pace.pause(retryAfter);
        // After a 500 the call may be half done, so only reads are retried.
        const isSafe = openOutcomes.has(code)
          ? !once && (status !== 500 || method === 'GET')
          : code === 'ERR_RATE_LIMIT';
        if (!isSafe || retry === retries || retryAfter > LONGEST_RETRY_AFTER || !pace.takeRetry()) throw error;
        await clock.sleep(retryAfter + retryDelay(retry++, random), signal);
      }
    }
  }

  return {
    async call(operation, callOptions) {
      const { signal } = requireCallOptions(callOptions);
      const take = async (response: FetchResponse, context: AnswerContext) => {
        const answer = await readJson(response, context);
        try {
          if (!isJson(answer)) throw new InvalidAnswer('body', 'the response is not a JSON object');
          return operation.read(answer, context);
        } catch (error) {
          throw context.entryError(error);
        }
      };
      return inScope((scope) => attempt(operation, scope.signal, { take, keepOpen: false }), signal);
    },

    async *stream(operation, callOptions) {
      const { name } = operation;
      const scope = openScope(requireCallOptions(callOptions).signal);
      try {
        const take = async ({ body }: FetchResponse) => body?.getReader();
        const body = await attempt(operation, scope.signal, { take, keepOpen: true });
        for (;;) {
          const chunk = await inTime(name, scope.signal, async () => body?.read());
          if (chunk?.value === undefined) return;
          yield chunk.value;
        }
      } catch (error) {
        throw scope.signal.aborted || isTokenError(error) ? error : toRestError(name, error);
      } finally {
        scope.abort();
      }
    },
  };
}

function toRestError(name: string, cause: unknown): ChatRestError {
  if (isChatRestError(cause)) return cause;
  return new ChatRestError('ERR_NETWORK', `${name}: the connection failed or broke`, { cause });
}

async function readJson(response: FetchResponse, { entryError }: AnswerContext): Promise<unknown> {
  try {
    return await readBody(response);
  } catch (error) {
    throw error instanceof InvalidAnswer ? entryError(error) : error;
  }
}

function contextOf(
  name: string,
  { status }: FetchResponse,
  baseUrl: string,
  quote: AnswerContext['quote'],
): AnswerContext {
  return {
    baseUrl,
    quote,
    entryError: (cause) => {
      if (isChatRestError(cause)) return cause;
      if (!(cause instanceof InvalidAnswer)) {
        return new ChatRestError('ERR_RESPONSE', `${name}: ${status}, but reading the response failed`, {
          status,
          cause,
        });
      }
      return new ChatRestError('ERR_RESPONSE', `${name}: ${status}, but ${cause.message}`, {
        status,
        field: cause.field,
      });
    },
    refused: (reason, code = 'ERR_BAD_REQUEST') => {
      const apiDescription = quote(reason);
      const message = `${name}: the API refused this entry`;
      return new ChatRestError(code, message, apiDescription === undefined ? {} : { apiDescription });
    },
  };
}

function encodeQuery({ query = {} }: ChatStreamOperation): string {
  return encodePairs(query).replace(/^(?=.)/, '?');
}

function encodePairs(pairs: object): string {
  return Object.entries(pairs)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');
}

/** The body of a request. For multipart forms the platform sets the content type, with its boundary. */
interface Content {
  readonly body: FetchInit['body'];
  readonly type: string | undefined;
}

function encodeBody({ body, form, parts }: ChatStreamOperation): Content {
  if (parts !== undefined) return { body: parts, type: undefined };
  if (form !== undefined) return { body: encodePairs(form), type: 'application/x-www-form-urlencoded' };
  try {
    return { body: JSON.stringify(body) ?? null, type: 'application/json' };
  } catch {
    throw fieldError('ERR_INPUT', 'body', 'must be serializable as JSON: without cycles and BigInts');
  }
}

/** Checks that the token is a valid header value; otherwise the platform's error would quote it. */
async function takeToken(tokens: AppTokenProvider, name: string): Promise<string> {
  try {
    const token: unknown = await tokens.getToken();
    if (typeof token === 'string' && /^[!-~]+$/.test(token)) return token;
    throw new TypeError('the app token is not a string of printable characters');
  } catch (cause) {
    throw new ChatRestError('ERR_TOKEN_PROVIDER', `${name}: could not get an app token`, { cause });
  }
}
