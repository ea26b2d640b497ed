/**
 * `POST /generate-user-token` and `POST /generate-app-token`: the routes of the Go server on Agora's page, with real
 * status codes, and with `expires_at` beside the token.
 */
import { createRoute, z } from '@hono/zod-openapi';
import type { App, TokenRoutes } from '../http/context.ts';
import type { Lifetimes } from '../tokens/policy.ts';
import { jsonBody, tokenResponses } from './schemas.ts';

/** The schema documents the policy's bounds; issuing enforces them, with a better message than a schema could give. */
function expireWithin({ default: fallback, min, max }: Lifetimes) {
  return z
    .number()
    .optional()
    .openapi({
      description: `Lifetime in seconds. Default: ${fallback}.`,
      example: fallback,
      type: 'integer',
      minimum: min,
      maximum: max,
    });
}

const userToken = (lifetimes: Lifetimes) =>
  createRoute({
    method: 'post',
    path: '/generate-user-token',
    operationId: 'generateUserToken',
    summary: 'A token with which one user logs in to Agora Chat',
    request: {
      body: jsonBody(
        z
          .object({
            user_uuid: z.string().optional().openapi({
              description: 'The Chat user ID. Optional if the caller is a user.',
              example: 'alice',
            }),
            expire: expireWithin(lifetimes),
          })
          .openapi('UserTokenRequest'),
      ),
    },
    responses: tokenResponses,
  });

const appToken = (lifetimes: Lifetimes) =>
  createRoute({
    method: 'post',
    path: '/generate-app-token',
    operationId: 'generateAppToken',
    summary: 'A token for the Agora Chat RESTful API: full control of the project',
    request: { body: jsonBody(z.object({ expire: expireWithin(lifetimes) }).openapi('AppTokenRequest')) },
    responses: tokenResponses,
  });

export function userTokenRoute(app: App, { guard, issue }: TokenRoutes, lifetimes: Lifetimes): void {
  app.openapi({ ...userToken(lifetimes), middleware: guard }, (c) => {
    const { user_uuid: user, expire: expiresIn } = c.req.valid('json');
    const { token, expiresAt } = issue(c, {
      grants: [{ type: 'chat-user', ...(user !== undefined && { user }) }],
      expiresIn,
    });
    return c.json({ token, expires_at: expiresAt }, 200);
  });
}

export function appTokenRoute(app: App, { guard, issue }: TokenRoutes, lifetimes: Lifetimes): void {
  app.openapi({ ...appToken(lifetimes), middleware: guard }, (c) => {
    const { expire: expiresIn } = c.req.valid('json');
    const { token, expiresAt } = issue(c, { grants: [{ type: 'chat-app' }], expiresIn });
    return c.json({ token, expires_at: expiresAt }, 200);
  });
}
