/** Agora's Docker server: one JSON request for any combination of services in one token. Times are relative seconds. */
import { z } from '@hono/zod-openapi';
import type { Counter, SayNo, ServerContext } from '../http/context.ts';
import { Refusal, type RefusalCode } from '../refusals.ts';
import { LONGEST_LIFETIME } from '../tokens/policy.ts';
import type { Wish } from '../tokens/wishes.ts';
import { readJson } from './reading.ts';

const enable = z.boolean().optional();
const ofUsers = z.object({ enableUser: enable, enableApp: enable, userUuid: z.string().optional() }).optional();

const request = z.object({
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

type DockerRequest = z.infer<typeof request>;

/** -1: the request is wrong; -2: there is no token for it. Which is which is not published; clients look for 0. */
const WRONG: readonly RefusalCode[] = ['ERR_INPUT', 'ERR_BODY', 'ERR_CONTENT_TYPE', 'ERR_TOO_LARGE', 'ERR_METHOD'];

export const sayNoAsDocker: SayNo = (c, { code, message, status }) =>
  c.json({ code: WRONG.includes(code) ? -1 : -2, data: '', message }, status);

export async function answerAsDocker(c: ServerContext, issue: Counter['issue']): Promise<Response> {
  const asked = await readJson(c, request);
  const { token } = issue(c, { wishes: wishesOf(asked), expiresIn: asked.tokenExpireTs });
  return c.json({ code: 0, data: { token }, message: 'Success' });
}

function wishesOf(asked: DockerRequest): Wish[] {
  const { uid, serviceRtc, serviceRtm, serviceFpa, serviceChat, serviceApaas } = asked;
  const user = userOf(uid);
  const wishes: Wish[] = [];
  if (serviceRtc?.enable) {
    wishes.push({
      wish: 'rtc',
      channelName: asked.channelName ?? '',
      ...user,
      role: roleOf(serviceRtc.role),
      privilegesExpireIn: asked.privilegeExpireTs ?? 0,
    });
  }
  if (serviceRtm?.enable) wishes.push({ wish: 'rtm', ...user });
  if (serviceFpa?.enable) wishes.push({ wish: 'fpa' });
  if (serviceChat?.enableUser) wishes.push({ wish: 'chat-user', ...userOf(serviceChat.userUuid) });
  if (serviceChat?.enableApp) wishes.push({ wish: 'chat-app' });
  if (serviceApaas?.enableUser) wishes.push({ wish: 'apaas-user', ...userOf(serviceApaas.userUuid) });
  if (serviceApaas?.enableApp) wishes.push({ wish: 'apaas-app' });
  return wishes;
}

/** An empty `uid` stays: in RTC it would open the channel to everybody, and the desk refuses it. */
function userOf(user: string | undefined): { user?: string } {
  return user === undefined ? {} : { user };
}

function roleOf(role: number | undefined): 'publisher' | 'subscriber' {
  if (role === 1) return 'publisher';
  if (role === 2) return 'subscriber';
  throw new Refusal('ERR_INPUT', 'serviceRtc.role must be 1 (publisher) or 2 (subscriber)');
}
