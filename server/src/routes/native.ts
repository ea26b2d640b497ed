/**
 * `POST /generate-user-token` and `POST /generate-app-token`: the routes of the Go server on Agora's page, with real
 * status codes, and with `expires_at` beside the token.
 */
import { createRoute, z } from '@hono/zod-openapi';
import type { App, Counter } from '../http/context.ts';
import { jsonBody, refusals, tokenAnswers } from './schemas.ts';

const expire = z
  .number()
  .optional()
  .openapi({ description: 'Lifetime in seconds. Default: 3600.', example: 3600, type: 'integer' });

const userToken = createRoute({
  method: 'post',
  path: '/generate-user-token',
  summary: 'A token with which one user logs in to Agora Chat',
  request: {
    body: jsonBody(
      z
        .object({
          user_uuid: z.string().optional().openapi({
            description: 'The Chat user id. May be left out where the caller is a user.',
            example: 'alice',
          }),
          expire,
        })
        .openapi('UserTokenRequest'),
    ),
  },
  responses: { ...tokenAnswers, ...refusals(400, 401, 403, 408, 413, 415, 429) },
});

const appToken = createRoute({
  method: 'post',
  path: '/generate-app-token',
  summary: 'A token for the Agora Chat RESTful API: full control of the project',
  request: { body: jsonBody(z.object({ expire }).openapi('AppTokenRequest')) },
  responses: { ...tokenAnswers, ...refusals(400, 401, 403, 408, 413, 415, 429) },
});

export function userTokenRoute(app: App, { guard, issue }: Counter): void {
  app.openapi({ ...userToken, middleware: guard }, (c) => {
    const { user_uuid: user, expire: expiresIn } = c.req.valid('json');
    const { token, expiresAt } = issue(c, {
      wishes: [{ wish: 'chat-user', ...(user !== undefined && { user }) }],
      expiresIn,
    });
    return c.json({ token, expires_at: expiresAt }, 200);
  });
}

export function appTokenRoute(app: App, { guard, issue }: Counter): void {
  app.openapi({ ...appToken, middleware: guard }, (c) => {
    const { expire: expiresIn } = c.req.valid('json');
    const { token, expiresAt } = issue(c, { wishes: [{ wish: 'chat-app' }], expiresIn });
    return c.json({ token, expires_at: expiresAt }, 200);
  });
}
