/**
 * This project's token server on its own port. Tests can take it down and bring it back. It serves every caller, as in
 * demo mode.
 */
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';

/**
 * @param createTokenServer of `accesstoken2-server`
 * @param {{ appId: string, appCertificate: string, port?: number, now?: () => number }} options
 *   `now` is the server's clock, in unix milliseconds.
 */
export async function startTokenServer(createTokenServer, { appId, appCertificate, port = 0, now = Date.now }) {
  const { fetch } = createTokenServer({
    credentials: { appId, appCertificate },
    authenticate: () => ({ id: 'anybody', mayActFor: () => true }),
    clock: now,
    corsOrigins: ['*'],
  });
  const answer = getRequestListener((request) => fetch(request));
  const asked = [];
  let isUp = true;
  const server = createServer((request, response) => {
    if (request.method === 'POST') asked.push(request.url);
    // A server that is down sends no response.
    if (!isUp) request.socket.destroy();
    else answer(request, response);
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** The requests for a token, in order. */
    asked,
    goDown() {
      isUp = false;
      server.closeAllConnections();
    },
    comeBack() {
      isUp = true;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
