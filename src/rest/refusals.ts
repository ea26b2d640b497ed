/** Maps the API's error responses to codes, by the table in its documentation ("HTTP status codes"). */
import { readRetryAfter } from '../http/retry-after.ts';
import { isJson } from './answer.ts';
import { ChatRestError, type ChatRestErrorCode } from './errors.ts';
import type { FetchResponse } from './platform.ts';

/** By the API's error code, otherwise by the status. */
const codes: ReadonlyMap<unknown, ChatRestErrorCode> = new Map<unknown, ChatRestErrorCode>([
  ['duplicate_unique_property_exists', 'ERR_USER_EXISTS'],
  ['illegal_argument', 'ERR_BAD_REQUEST'],
  ['json_parse', 'ERR_BAD_REQUEST'],
  ['unauthorized', 'ERR_UNAUTHORIZED'],
  ['auth_bad_access_token', 'ERR_CREDENTIALS'],
  [401, 'ERR_UNAUTHORIZED'],
  ['forbidden_op', 'ERR_FORBIDDEN'],
  ['exceed_limit', 'ERR_QUOTA'],
  [403, 'ERR_FORBIDDEN'],
  ['organization_application_not_found', 'ERR_APP_NOT_FOUND'],
  ['service_resource_not_found', 'ERR_NOT_FOUND'],
  [404, 'ERR_NOT_FOUND'],
  [408, 'ERR_SERVER'],
  ['reach_limit', 'ERR_RATE_LIMIT'],
  ['resource_limited', 'ERR_QUOTA'],
  [429, 'ERR_RATE_LIMIT'],
]);

/** Text from the API, truncated, for an error; undefined if it is not a string or might repeat a secret. */
export type Quote = (text: unknown) => string | undefined;

const LONGEST_QUOTE = 200;

/** Omits text that contains one of the secrets, and all text if the request has a password or a secret. */
export function quoteFor(secrets: readonly string[], body: unknown): Quote {
  const isSecret = typeof body === 'string' && /(password|secret)"\s*:/i.test(body);
  return (text) =>
    typeof text === 'string' && !isSecret && !secrets.some((secret) => text.includes(secret))
      ? text.slice(0, LONGEST_QUOTE)
      : undefined;
}

/** The error for an unsuccessful response. */
export function refusal(
  call: string,
  { status, headers }: FetchResponse,
  body: unknown,
  now: number,
  quote: Quote,
): ChatRestError {
  // Browsers and Workers report an unfollowed redirect as status 0.
  if (status < 400) {
    const message = `${call}: ${status}, a redirect; following it would send the app token to another address`;
    return new ChatRestError('ERR_RESPONSE', message, { status });
  }
  const { error, error_description: description } = isJson(body) ? body : {};
  // A rate limit that the API reports only in its description; equivalent to 429.
  const isRate = status === 400 && /too many queries/i.test(`${error} ${description}`);
  const word = codes.has(error) || /^\w{1,64}$/.test(quote(error) ?? '') ? error : undefined;
  const apiError = typeof word === 'string' ? word : undefined;
  const code = codes.get(isRate ? 429 : apiError) ?? codes.get(status) ?? codeOf(status);
  return new ChatRestError(code, `${call}: ${[status, apiError].join(' ')}`.trimEnd(), {
    status,
    apiError,
    apiDescription: quote(description),
    retryAfter: readRetryAfter(headers.get('retry-after'), now * 1000),
  });
}

function codeOf(status: number): ChatRestErrorCode {
  return status >= 500 ? 'ERR_SERVER' : 'ERR_BAD_REQUEST';
}
