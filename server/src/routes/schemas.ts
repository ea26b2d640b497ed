/** Pieces of the OpenAPI document that several routes share. */
import { z } from '@hono/zod-openapi';
import { REFUSAL_STATUS, type RefusalCode } from '../refusals.ts';

type Status = (typeof REFUSAL_STATUS)[RefusalCode];

const tokenAnswer: z.ZodType<{ token: string; expires_at: number }> = z
  .object({
    token: z.string().openapi({ description: 'Begins with "007".', example: '007eJxTYHi…' }),
    expires_at: z.int().openapi({ description: 'Unix seconds.', example: 1_700_003_600 }),
  })
  .openapi('TokenAnswer');

const refusal: z.ZodType<{ token: ''; error: string; code: RefusalCode }> = z
  .object({
    token: z.literal(''),
    error: z.string().openapi({ description: 'For people.', example: 'the user ID is missing' }),
    code: z.enum(Object.keys(REFUSAL_STATUS) as RefusalCode[]).openapi({ description: 'For programs.' }),
  })
  .openapi('Refusal');

/** For the document only; the values are not checked. */
type Headers = Readonly<
  Record<string, { readonly description: string; readonly schema: { readonly type: 'string' | 'integer' } }>
>;

const requestId: Headers = {
  'X-Request-Id': {
    description: 'Identifies the request in the log: the ID that the client sent, or a new one.',
    schema: { type: 'string' },
  },
};

/** Sent if limits are configured; not on every platform. */
const rateLimit: Headers = {
  'RateLimit-Policy': { description: 'The budgets: requests and seconds.', schema: { type: 'string' } },
  RateLimit: { description: 'What remains of them, and the seconds until they reset.', schema: { type: 'string' } },
};

const retryAfter: Headers = {
  'Retry-After': { description: 'Seconds to wait before the next attempt.', schema: { type: 'integer' } },
};

const challenge: Headers = {
  'WWW-Authenticate': { description: 'How to authenticate: `Bearer`.', schema: { type: 'string' } },
};

interface RefusalDescription {
  readonly description: string;
  readonly headers: Headers;
}

const DESCRIPTIONS: Readonly<Record<Exclude<Status, 404 | 405>, RefusalDescription>> = {
  400: {
    description: 'A value is missing, has the wrong type or is out of range',
    headers: { ...requestId, ...rateLimit },
  },
  401: {
    description: 'No credential, or an invalid one',
    headers: { ...requestId, ...rateLimit, ...challenge },
  },
  403: { description: 'The caller may not have this token', headers: { ...requestId, ...rateLimit } },
  408: { description: 'The request took too long to arrive', headers: { ...requestId, ...rateLimit } },
  413: { description: 'The body is too long', headers: { ...requestId, ...rateLimit } },
  415: { description: 'Unsupported content type', headers: { ...requestId, ...rateLimit } },
  429: {
    description: 'Too many requests; try again after Retry-After',
    headers: { ...requestId, ...rateLimit, ...retryAfter },
  },
  500: { description: 'Internal error', headers: requestId },
  503: { description: 'Something the server depends on does not answer; try again', headers: requestId },
};

type RefusalStatus = keyof typeof DESCRIPTIONS;

interface JsonContent<S> {
  readonly content: { readonly 'application/json': { readonly schema: S } };
}

type Responses<S extends number, Schema> = Record<S, JsonContent<Schema> & { description: string; headers: Headers }>;

/** The responses of every native route that issues tokens. */
export const tokenResponses: Responses<200, typeof tokenAnswer> & Responses<RefusalStatus, typeof refusal> = {
  200: {
    description: 'The token',
    headers: { ...requestId, ...rateLimit },
    content: { 'application/json': { schema: tokenAnswer } },
  },
  ...(Object.fromEntries(
    Object.entries(DESCRIPTIONS).map(([status, described]) => [
      status,
      { ...described, content: { 'application/json': { schema: refusal } } },
    ]),
  ) as Responses<RefusalStatus, typeof refusal>),
};

export function jsonBody<S>(schema: S): JsonContent<S> & { readonly required: true } {
  return { required: true, content: { 'application/json': { schema } } };
}
