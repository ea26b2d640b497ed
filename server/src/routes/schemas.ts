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

const DESCRIPTIONS: Readonly<Partial<Record<Status, string>>> = {
  400: 'A value is missing, has the wrong type or is out of range',
  401: 'No credential, or one that does not hold',
  403: 'The caller may not have this token',
  408: 'The request took too long to arrive',
  413: 'The body is too long',
  415: 'The body has another content type',
  429: 'Too many requests; Retry-After says when to come back',
};

interface JsonContent<S> {
  readonly content: { readonly 'application/json': { readonly schema: S } };
}

type Answers<S extends number, Schema> = Record<S, JsonContent<Schema> & { description: string }>;

export const tokenAnswers: Answers<200, typeof tokenAnswer> = {
  200: { description: 'The token', content: { 'application/json': { schema: tokenAnswer } } },
};

/** The answers of a route that says no in the native shape. */
export function refusals<const S extends Status>(...statuses: readonly S[]): Answers<S, typeof refusal> {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: DESCRIPTIONS[status] ?? 'Refused', content: { 'application/json': { schema: refusal } } },
    ]),
  ) as never;
}

export function jsonBody<S>(schema: S): JsonContent<S> & { readonly required: true } {
  return { required: true, content: { 'application/json': { schema } } };
}
