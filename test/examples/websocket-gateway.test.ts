/** The WebSocket gateway: who gets in, under which name, and for how long. */
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { buildChatAppToken, buildChatUserToken, buildToken } from '../../src/index.ts';
import { credentials } from '../support/credentials.ts';
import { copyOf, node, type RunningServer, start } from './project.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await start([node, 'server.js'], await copyOf('websocket-gateway'));
});
afterAll(() => server?.stop());

/** Connects, sends the token, and resolves to the first answer: a line, or how the connection was closed. */
async function connect(token: string) {
  const socket = new WebSocket(server.address);
  onTestFinished(() => socket.terminate());
  await new Promise((resolve) => socket.once('open', resolve));
  const answer = next(socket);
  socket.send(token);
  return { socket, answer: await answer };
}

function next(socket: WebSocket): Promise<string> {
  return new Promise((resolve) => {
    socket.once('message', (data) => resolve(String(data)));
    socket.once('close', (code, reason) => resolve(`${code} ${reason}`));
  });
}

const tokenOf = (userId: string, expiresIn = 600) => buildChatUserToken({ ...credentials, userId, expiresIn });

const forged = () =>
  buildChatUserToken({ ...credentials, appCertificate: 'f'.repeat(32), userId: 'alice', expiresIn: 600 });

it('lets users in and passes on what they say, under the names that were signed', async () => {
  const alice = await connect(tokenOf('alice'));
  expect(alice.answer).toBe('alice has joined');
  const joined = next(alice.socket);
  const bob = await connect(tokenOf('bob'));
  expect([bob.answer, await joined]).toEqual(['bob has joined', 'bob has joined']);
  const heard = next(alice.socket);
  bob.socket.send('hello');
  expect(await heard).toBe('bob: hello');
});

it('takes the name from the grant that may log in, not from the first one of Chat', async () => {
  const token = buildToken({
    ...credentials,
    expiresIn: 600,
    services: [
      { service: 'chat', userId: 'bob', privileges: {} },
      { service: 'chat', userId: 'alice', privileges: { user: 0 } },
    ],
  });
  expect((await connect(token)).answer).toBe('alice has joined');
});

it.each([
  ['an app token', () => buildChatAppToken({ ...credentials, expiresIn: 600 }), 'ERR_PRIVILEGE'],
  ['a token signed with another certificate', forged, 'ERR_SIGNATURE'],
  ['no token', () => 'hello', 'ERR_VERSION'],
])('refuses %s', async (_what, make, code) => {
  expect((await connect(make())).answer).toBe(`4001 ${code}`);
});

it('closes the connection when the token expires', async () => {
  const { socket, answer } = await connect(tokenOf('alice', 2));
  expect(answer).toBe('alice has joined');
  expect(await next(socket)).toBe('4002 ERR_EXPIRED');
});
