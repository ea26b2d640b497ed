/**
 * SIGTERM under load, counted by the clients; autocannon can't tell a closed connection from a lost request. Clients
 * that keep a connection use it until a response ends it. Those that open one per request do so until the balancer
 * between them and the server, which polls `/readyz` as balancers do, stops sending requests.
 */
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { configuration, userTokenByKey } from './callers.mjs';
import { program, start } from './processes.mjs';

const CLIENTS = 16;
const PROBE_EVERY = 100;

/** @param requests answered before the signal. */
export async function measureShutdown({ requests }) {
  let logged = 0;
  const server = await start(program.server, { ...configuration, SHUTDOWN_DELAY: '2' }, ({ msg, route }) => {
    if (msg === 'request' && route === '/generate-user-token') logged++;
  });
  const count = { sent: 0, answered: 0, lost: [] };
  const isReady = followReadiness(server.url);
  const clients = [
    ...Array.from({ length: CLIENTS }, () => keepConnection(server.url, count)),
    ...Array.from({ length: CLIENTS }, () => connectEveryTime(server.url, count, isReady)),
  ];
  while (count.answered < requests && count.lost.length === 0) await pause(50);
  const sentBefore = count.sent;
  server.signal('SIGTERM');
  const exitCode = await server.exitCode;
  await Promise.all(clients);
  return {
    sent: count.sent,
    sentAfterSignal: count.sent - sentBefore,
    answered: count.answered,
    logged,
    lost: count.lost,
    exitCode,
  };
}

async function keepConnection(url, count) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  while ((await ask(url, agent, count)) !== 'close');
  agent.destroy();
}

async function connectEveryTime(url, count, isReady) {
  while (isReady()) await ask(url, new Agent({ keepAlive: false }), count);
}

/** One request; resolves with the response's `Connection` header, or `close` if there is no response. */
function ask(url, agent, count) {
  const { path, body, method, headers } = userTokenByKey;
  count.sent++;
  return new Promise((resolve) => {
    const lose = (what) => {
      count.lost.push(what);
      resolve('close');
    };
    const sent = request(`${url}${path}`, { method, agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.once('error', ({ code }) => lose(`cut off: ${code}`));
      response.once('end', () => {
        if (response.statusCode !== 200 || !JSON.parse(text).token.startsWith('007')) {
          return lose(`status ${response.statusCode}`);
        }
        count.answered++;
        resolve(response.headers.connection);
      });
    });
    sent.once('error', ({ code }) => lose(`no answer: ${code}`));
    sent.end(body);
  });
}

function followReadiness(url) {
  let ready = true;
  const timer = setInterval(async () => {
    const status = await fetch(`${url}/readyz`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    ready = false;
    clearInterval(timer);
  }, PROBE_EVERY);
  return () => ready;
}
