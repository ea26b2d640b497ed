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
    error: z.string().openapi({ description: 'For people.', example: 'the user id is missing' }),
    code: z.enum(Object.keys(REFUSAL_STATUS) as RefusalCode[]).openapi({ description: 'For programs.' }),
  })
  .openapi('Refusal');

/** As the document has them; their values are not checked. */
type Headers = Readonly<
  Record<string, { readonly description: string; readonly schema: { readonly type: 'string' | 'integer' } }>
>;

const requestId: Headers = {
  'X-Request-Id': {
    description: 'Names the request in the log; the one that the client has sent, or a new one.',
    schema: { type: 'string' },
  },
};

/** Where limits are counted; not on every platform. */
const rateLimit: Headers = {
  'RateLimit-Policy': { description: 'The budgets: requests and seconds.', schema: { type: 'string' } },
  RateLimit: { description: 'What is left of them, and when they begin anew.', schema: { type: 'string' } },
};

const retryAfter: Headers = {
  'Retry-After': { description: 'Seconds after which it is worth to try again.', schema: { type: 'integer' } },
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
    description: 'No credential, or one that does not hold',
    headers: { ...requestId, ...rateLimit, ...challenge },
  },
  403: { description: 'The caller may not have this token', headers: { ...requestId, ...rateLimit } },
  408: { description: 'The request took too long to arrive', headers: { ...requestId, ...rateLimit } },
  413: { description: 'The body is too long', headers: { ...requestId, ...rateLimit } },
  415: { description: 'The body has another content type', headers: { ...requestId, ...rateLimit } },
  429: {
    description: 'Too many requests; Retry-After says when to come back',
    headers: { ...requestId, ...rateLimit, ...retryAfter },
  },
  500: { description: 'A fault of the server', headers: requestId },
  503: { description: 'Something that the server needs does not answer; try again', headers: requestId },
};

type RefusalStatus = keyof typeof DESCRIPTIONS;

interface JsonContent<S> {
  readonly content: { readonly 'application/json': { readonly schema: S } };
}

type Answers<S extends number, Schema> = Record<S, JsonContent<Schema> & { description: string; headers: Headers }>;

/** All that a route which issues a token in the native shape may answer. */
export const tokenAnswers: Answers<200, typeof tokenAnswer> & Answers<RefusalStatus, typeof refusal> = {
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
  ) as Answers<RefusalStatus, typeof refusal>),
};

export function jsonBody<S>(schema: S): JsonContent<S> & { readonly required: true } {
  return { required: true, content: { 'application/json': { schema } } };
}
