/**
 * The routes of this server: `POST /generate-user-token` and `POST /generate-app-token` as on the Go server of Agora's
 * page, with real status codes and `expires_at` beside the token, and one like them for each of the other services.
 */
import { z } from '@hono/zod-openapi';
import { readJson } from '../http/body.ts';
import type { App, TokenRoutes } from '../http/context.ts';
import { json } from '../http/headers.ts';
import { STUDENT } from '../tokens/agora.ts';
import type { GrantRequest } from '../tokens/grants.ts';
import type { Lifetimes, Policy } from '../tokens/policy.ts';
import { jsonBody, tokenResponses } from './schemas.ts';

/** Every one has `expire`, the lifetime in seconds. */
interface TokenBody {
  readonly expire?: number | undefined;
}

interface NativeRoute<Body extends TokenBody> {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  /** The name of the user in the body, if there is one. */
  readonly userField?: string;
  readonly schema: z.ZodType<Body>;
  grant(body: Body): GrantRequest;
}

export function nativeRoutes(app: App, routes: TokenRoutes, { lifetimes, services, appTokens }: Policy): void {
  addRoute(app, routes, userToken(lifetimes.user));
  if (appTokens) addRoute(app, routes, appToken(lifetimes.app));
  if (services.has('rtc')) addRoute(app, routes, rtcToken(lifetimes.media));
  if (services.has('rtm')) addRoute(app, routes, rtmToken(lifetimes.media));
  if (services.has('rtm2')) addRoute(app, routes, rtm2Token(lifetimes.media));
  if (services.has('fpa')) addRoute(app, routes, fpaToken(lifetimes.media));
  if (services.has('apaas')) {
    addRoute(app, routes, apaasToken(lifetimes.user));
    addRoute(app, routes, apaasRoomToken(lifetimes.user));
  }
}

function addRoute<Body extends TokenBody>(app: App, { guard, issue }: TokenRoutes, route: NativeRoute<Body>): void {
  const { path, operationId, summary, userField, schema, grant } = route;
  app.openAPIRegistry.registerPath({
    method: 'post',
    path,
    operationId,
    summary,
    request: { body: jsonBody(schema) },
    responses: tokenResponses,
  });
  app.on('POST', [path], ...guard, async (c) => {
    const body = await readJson(c, schema);
    const { token, expiresAt } = issue(c, { grants: [grant(body)], expiresIn: body.expire, userField });
    return json(c, { token, expires_at: expiresAt });
  });
}

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

const userId = (description: string, example: string) =>
  z
    .string()
    .optional()
    .openapi({ description: `${description} Optional if the caller is a user.`, example });

/** An absent user is left out; an empty one stays, and is refused. */
function userOf(user: string | undefined): { user?: string } {
  return user === undefined ? {} : { user };
}

const userToken = (lifetimes: Lifetimes) =>
  define({
    path: '/generate-user-token',
    operationId: 'generateUserToken',
    summary: 'A token with which one user logs in to Agora Chat',
    userField: 'user_uuid',
    schema: z
      .object({ user_uuid: userId('The Chat user ID.', 'alice'), expire: expireWithin(lifetimes) })
      .openapi('UserTokenRequest'),
    grant: ({ user_uuid: user }) => ({ type: 'chat-user', ...userOf(user) }),
  });

const appToken = (lifetimes: Lifetimes) =>
  define({
    path: '/generate-app-token',
    operationId: 'generateAppToken',
    summary: 'A token for the Agora Chat RESTful API: full control of the project',
    schema: z.object({ expire: expireWithin(lifetimes) }).openapi('AppTokenRequest'),
    grant: () => ({ type: 'chat-app' }),
  });

const rtcToken = (lifetimes: Lifetimes) =>
  define({
    path: '/generate-rtc-token',
    operationId: 'generateRtcToken',
    summary: 'A token with which one user joins one RTC channel',
    userField: 'uid',
    schema: z
      .object({
        channel_name: z.string().openapi({ example: 'room-1' }),
        uid: z
          .union([z.string(), z.int().min(0).max(0xffff_ffff)])
          .optional()
          .openapi({
            description: 'The user account or number; not 0. Optional if the caller is a user.',
            example: '42',
          }),
        role: z.enum(['publisher', 'subscriber']).default('subscriber'),
        privilege_expire: z
          .int()
          .min(0)
          .max(lifetimes.max)
          .default(0)
          .openapi({ description: 'Seconds until the privileges expire; 0: with the token.' }),
        expire: expireWithin(lifetimes),
      })
      .openapi('RtcTokenRequest'),
    grant: ({ channel_name: channelName, uid, role, privilege_expire: privilegesExpireIn }) => ({
      type: 'rtc',
      channelName,
      ...userOf(uid === undefined ? undefined : String(uid)),
      role,
      privilegesExpireIn,
    }),
  });

const rtmToken = (lifetimes: Lifetimes) =>
  define({
    path: '/generate-rtm-token',
    operationId: 'generateRtmToken',
    summary: 'A token with which one user logs in to RTM',
    userField: 'user_id',
    schema: z
      .object({ user_id: userId('The RTM user ID.', 'alice'), expire: expireWithin(lifetimes) })
      .openapi('RtmTokenRequest'),
    grant: ({ user_id: user }) => ({ type: 'rtm', ...userOf(user) }),
  });

const access = z
  .strictObject({ read: z.array(z.string()).optional(), write: z.array(z.string()).optional() })
  .optional();

const rtm2Token = (lifetimes: Lifetimes) =>
  define({
    path: '/generate-rtm2-token',
    operationId: 'generateRtm2Token',
    summary: 'A token with which one user logs in to RTM 2, with the permissions it has there',
    userField: 'user_id',
    schema: z
      .object({
        user_id: userId('The RTM user ID.', 'alice'),
        permissions: z
          .strictObject({
            message_channels: access,
            stream_channels: access,
            group_channels: access,
            server_groups: access,
            users: access,
          })
          .default({})
          .openapi({ description: 'The names that the user may read or write, by kind.' }),
        expire: expireWithin(lifetimes),
      })
      .openapi('Rtm2TokenRequest'),
    grant: ({ user_id: user, permissions }) => ({
      type: 'rtm2',
      ...userOf(user),
      permissions: definedOf({
        messageChannels: permissions.message_channels,
        streamChannels: permissions.stream_channels,
        groupChannels: permissions.group_channels,
        serverGroups: permissions.server_groups,
        users: permissions.users,
      }),
    }),
  });

const fpaToken = (lifetimes: Lifetimes) =>
  define({
    path: '/generate-fpa-token',
    operationId: 'generateFpaToken',
    summary: 'A token for FPA, which names no user',
    schema: z.object({ expire: expireWithin(lifetimes) }).openapi('FpaTokenRequest'),
    grant: () => ({ type: 'fpa' }),
  });

const apaasToken = (lifetimes: Lifetimes) =>
  define({
    path: '/generate-apaas-token',
    operationId: 'generateApaasToken',
    summary: 'A token with which one user logs in to aPaaS (Flexible Classroom), without a room',
    userField: 'user_uuid',
    schema: z
      .object({ user_uuid: userId('The aPaaS user ID.', 'alice'), expire: expireWithin(lifetimes) })
      .openapi('ApaasTokenRequest'),
    grant: ({ user_uuid: user }) => ({ type: 'apaas-user', ...userOf(user) }),
  });

const apaasRoomToken = (lifetimes: Lifetimes) =>
  define({
    path: '/generate-apaas-room-token',
    operationId: 'generateApaasRoomToken',
    summary: 'A token with which one user enters one aPaaS room, and is in RTM and Chat there',
    userField: 'user_uuid',
    schema: z
      .object({
        room_uuid: z.string().openapi({ description: 'The room.', example: 'maths' }),
        user_uuid: userId('The aPaaS user ID.', 'alice'),
        role: z.int().min(-0x8000).max(0x7fff).default(STUDENT).openapi({
          description:
            'In Flexible Classroom 1 is a teacher, 2 a student, 3 an assistant. Others than 2 need permission.',
        }),
        expire: expireWithin(lifetimes),
      })
      .openapi('ApaasRoomTokenRequest'),
    grant: ({ room_uuid: roomUuid, user_uuid: user, role }) => ({
      type: 'apaas-room',
      roomUuid,
      ...userOf(user),
      role,
    }),
  });

/** Infers the body from the schema. */
function define<Body extends TokenBody>(route: NativeRoute<Body>): NativeRoute<Body> {
  return route;
}

type Access = { readonly read?: readonly string[] | undefined; readonly write?: readonly string[] | undefined };

/** Without the members that a client left out. */
function definedOf<Name extends string>(
  permissions: Readonly<Record<Name, Access | undefined>>,
): { [N in Name]?: { read?: readonly string[]; write?: readonly string[] } } {
  return JSON.parse(JSON.stringify(permissions));
}
