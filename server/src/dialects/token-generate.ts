/**
 * `/token/generate`, a path that two of Agora's servers have. JSON is for the Docker server: one request for any
 * combination of services in one token. Everything else is for the page's Java server, as its Android client calls it:
 * parameters in the query or a form, the token as text.
 */
import { z } from '@hono/zod-openapi';
import { readJson } from '../http/body.ts';
import type { App, FormatError, ServerContext, TokenRoutes } from '../http/context.ts';
import { json, text } from '../http/headers.ts';
import { Refusal, type RefusalCode } from '../refusals.ts';
import { LONGEST_LIFETIME } from '../tokens/agora.ts';
import type { GrantRequest } from '../tokens/grants.ts';
import { formatErrorsOf, formatTextError, isJsonPost, parseSeconds, readParameters, userFrom } from './shared.ts';

const PATH = '/token/generate';

export function tokenGenerateRoute(app: App, { guard, issue }: TokenRoutes): void {
  formatErrorsOf(app, [PATH], (c) => (isForDocker(c) ? formatDockerError : formatTextError));
  app.on(['GET', 'POST'], [PATH], ...guard, (c) =>
    isForDocker(c) ? answerAsDocker(c, issue) : answerAsJava(c, issue),
  );
}

/** Some clients of the Java server put everything into the query, and also send an empty object. */
function isForDocker(c: ServerContext): boolean {
  return isJsonPost(c) && Object.keys(c.req.query()).length === 0;
}

async function answerAsJava(c: ServerContext, issue: TokenRoutes['issue']): Promise<Response> {
  const { tokenType = 'user', userId, expireSeconds } = await readParameters(c);
  if (tokenType !== 'user' && tokenType !== 'app') {
    throw new Refusal('ERR_INPUT', 'tokenType must be user or app');
  }
  const { token } = issue(c, {
    grants: [tokenType === 'app' ? { type: 'chat-app' } : { type: 'chat-user', ...userFrom(userId) }],
    expiresIn: parseSeconds(expireSeconds),
  });
  return text(c, token);
}

const enable = z.boolean().optional();
const ofUsers = z.object({ enableUser: enable, enableApp: enable, userUuid: z.string().optional() }).optional();

/** Times are in seconds from now. */
const dockerRequest = z.object({
  channelName: z.string().optional(),
  uid: z.string().optional(),
  tokenExpireTs: z.number().optional(),
  privilegeExpireTs: z.int().min(0).max(LONGEST_LIFETIME).optional(),
  serviceRtc: z.object({ enable, role: z.number().optional() }).optional(),
  serviceRtm: z.object({ enable }).optional(),
  serviceFpa: z.object({ enable }).optional(),
  serviceChat: ofUsers,
  serviceApaas: ofUsers,
});

/** -1: the request is wrong; -2: there is no token for it. Agora does not publish which is which; clients look for 0. */
const WRONG_REQUEST: readonly RefusalCode[] = [
  'ERR_INPUT',
  'ERR_BODY',
  'ERR_CONTENT_TYPE',
  'ERR_TOO_LARGE',
  'ERR_METHOD',
];

const formatDockerError: FormatError = (c, { code, message, status }) =>
  json(c, { code: WRONG_REQUEST.includes(code) ? -1 : -2, data: '', message }, status);

async function answerAsDocker(c: ServerContext, issue: TokenRoutes['issue']): Promise<Response> {
  const body = await readJson(c, dockerRequest);
  const { token } = issue(c, { grants: grantsOf(body), expiresIn: body.tokenExpireTs });
  return json(c, { code: 0, data: { token }, message: 'Success' });
}

function grantsOf(body: z.infer<typeof dockerRequest>): GrantRequest[] {
  const { uid, serviceRtc, serviceRtm, serviceFpa, serviceChat, serviceApaas } = body;
  const user = uidFrom(uid);
  const grants: GrantRequest[] = [];
  if (serviceRtc?.enable) {
    grants.push({
      type: 'rtc',
      channelName: body.channelName ?? '',
      ...user,
      role: roleOf(serviceRtc.role),
      privilegesExpireIn: body.privilegeExpireTs ?? 0,
    });
  }
  if (serviceRtm?.enable) grants.push({ type: 'rtm', ...user });
  if (serviceFpa?.enable) grants.push({ type: 'fpa' });
  if (serviceChat?.enableUser) grants.push({ type: 'chat-user', ...uidFrom(serviceChat.userUuid) });
  if (serviceChat?.enableApp) grants.push({ type: 'chat-app' });
  if (serviceApaas?.enableUser) grants.push({ type: 'apaas-user', ...uidFrom(serviceApaas.userUuid) });
  if (serviceApaas?.enableApp) grants.push({ type: 'apaas-app' });
  return grants;
}

/** An empty `uid` is kept, and refused later: in RTC it would open the channel to any user. */
function uidFrom(user: string | undefined): { user?: string } {
  return user === undefined ? {} : { user };
}

function roleOf(role: number | undefined): 'publisher' | 'subscriber' {
  if (role === 1) return 'publisher';
  if (role === 2) return 'subscriber';
  throw new Refusal('ERR_INPUT', 'serviceRtc.role must be 1 (publisher) or 2 (subscriber)');
}
