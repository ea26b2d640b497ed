/** What the API's refusals mean and what to do about them: the error table of its documentation. */
import { isJson } from './answer.ts';
import { readRetryAfter } from './backoff.ts';
import { ChatRestError, type ChatRestErrorCode } from './errors.ts';
import type { FetchResponse } from './platform.ts';
import type { Quote } from './quote.ts';

/** By the API's own word, or else by the status. */
const codes: ReadonlyMap<unknown, ChatRestErrorCode> = new Map<unknown, ChatRestErrorCode>([
  ['duplicate_unique_property_exists', 'ERR_USER_EXISTS'],
  ['auth_bad_access_token', 'ERR_CREDENTIALS'],
  [401, 'ERR_UNAUTHORIZED'],
  ['exceed_limit', 'ERR_QUOTA'],
  [403, 'ERR_FORBIDDEN'],
  ['organization_application_not_found', 'ERR_APP_NOT_FOUND'],
  ['service_resource_not_found', 'ERR_USER_NOT_FOUND'],
  [408, 'ERR_SERVER'],
  ['resource_limited', 'ERR_QUOTA'],
  [429, 'ERR_RATE_LIMIT'],
]);

/** The error of an answer that is no success. `quote` bounds what the API says, and keeps secrets out of it. */
export function refusal(
  call: string,
  { status, headers }: FetchResponse,
  body: unknown,
  now: number,
  quote: Quote,
): ChatRestError {
  const { error, error_description: description } = isJson(body) ? body : {};
  const apiError = typeof error === 'string' && /^\w{1,64}$/.test(error) ? error : undefined;
  // The one refusal that the API tells in words only. It means what a 429 means.
  const isRate = status === 400 && /too many queries/i.test(`${error} ${description}`);
  const code = codes.get(isRate ? 429 : apiError) ?? codes.get(status) ?? codeOfRest(status);
  return new ChatRestError(code, `${call}: ${[status, apiError].join(' ')}`, {
    status,
    apiError,
    apiDescription: quote(description),
    retryAfter: readRetryAfter(headers.get('retry-after'), now),
  });
}

function codeOfRest(status: number): ChatRestErrorCode {
  if (status >= 500) return 'ERR_SERVER';
  return status >= 400 ? 'ERR_BAD_REQUEST' : 'ERR_RESPONSE';
}
