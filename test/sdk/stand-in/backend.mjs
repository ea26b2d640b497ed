/**
 * A stand-in for Agora Chat's servers: MSYNC over a WebSocket, and the one REST call that a renewal makes. It accepts a
 * token only if `verify-token.mjs` does, with its signature, app, user, privilege and time. The README has the facts.
 */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import * as msync from './msync.mjs';
import { verifyChatToken } from './verify-token.mjs';

/**
 * @param {{ appId: string, appCertificate: string, orgName?: string, appName?: string, port?: number, now?: () => number, uuids?: Record<string, readonly string[]> }} options
 *   `now` is the servers' clock, in unix milliseconds; `uuids` are the users' other names.
 */
export async function startBackend({
  appId,
  appCertificate,
  orgName = 'org',
  appName = 'app',
  port = 0,
  now = Date.now,
  uuids = {},
}) {
  /** Logins and renewals, in order. Tokens are identified by their salt. */
  const log = [];
  /** Existing users; `undefined` if every user exists. */
  let users;
  /** REST responses wait for this promise. */
  let restGate = Promise.resolve();
  let heldRequests = 0;
  const sockets = new Set();

  /** Verifies the user's token: its expiry and salt, or why it is refused. */
  function judge(token, userId) {
    if (users !== undefined && !users.includes(userId)) return { refused: msync.reasons.noSuchUser };
    const names = [userId, ...(uuids[userId] ?? [])];
    const verified = verifyChatToken(token, { appId, appCertificate, users: names, now: Math.floor(now() / 1000) });
    if ('refused' in verified) return { refused: msync.reasons[verified.refused], code: verified.reason };
    return { expiresAt: verified.expiresAt * 1000, salt: verified.salt };
  }

  function onMessage(socket, bytes) {
    const message = msync.read(bytes);
    if (message.command === msync.UNREAD) socket.send(msync.unread(now()));
    if (message.command !== msync.PROVISION) return;
    const { user, token, resource } = message;
    const { refused, expiresAt, salt, code } = judge(token, user);
    log.push({ what: 'login', user, ...(refused ? { refused: code ?? refused } : { salt }) });
    socket.send(refused ? msync.refusal(resource, refused) : msync.welcome(resource, expiresAt));
  }

  async function onRequest(request, response) {
    heldRequests++;
    await restGate;
    heldRequests--;
    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
    const answer = (status, body) => response.writeHead(status, headers).end(body && JSON.stringify(body));
    if (request.method === 'OPTIONS') return answer(204);
    const path = new RegExp(`^/${orgName}/${appName}/sdk/users/([^/]+)/token/expires`).exec(request.url);
    if (path === null) return answer(404, {});
    const user = decodeURIComponent(path[1]);
    const { refused, expiresAt, salt, code } = judge(
      request.headers.authorization?.replace(/^Bearer /, '') ?? '',
      user,
    );
    log.push({ what: 'renewal', user, ...(refused ? { refused: code ?? refused } : { salt }) });
    return refused ? answer(401, { error: 'unauthorized' }) : answer(200, { expire_timestamp: expiresAt });
  }

  const server = createServer(onRequest);
  const webSockets = new WebSocketServer({ server });
  webSockets.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (bytes) => onMessage(socket, bytes));
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const host = `127.0.0.1:${server.address().port}`;

  const toAll = (bytes) => {
    for (const socket of sockets) socket.send(bytes);
  };
  return {
    /** Connection options that make the SDK use only this back end. */
    connectionOptions: {
      appKey: `${orgName}#${appName}`,
      isHttpDNS: false,
      https: false,
      apiUrl: `http://${host}`,
      url: `ws://${host}`,
    },
    log,
    /** Sends every client a server time, which the SDK uses to check whether its token expires soon or has expired. */
    tellTime: (unixMilliseconds) => toAll(msync.unread(unixMilliseconds)),
    /** Kicks every client, for a reason in `msync.kicks`, and closes the connections. */
    kick(operation) {
      toAll(msync.kick(operation));
      for (const socket of sockets) socket.close();
    },
    /** Sets the existing users; `undefined` means that every user exists. */
    setUsers(names) {
      users = names;
    },
    /** Delays REST responses until the returned function is called. */
    holdRest() {
      let letGo = () => {};
      restGate = new Promise((resolve) => {
        letGo = resolve;
      });
      return letGo;
    },
    get heldRequests() {
      return heldRequests;
    },
    dropConnections() {
      for (const socket of sockets) socket.terminate();
    },
    get connections() {
      return sockets.size;
    },
    async stop() {
      for (const socket of sockets) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
