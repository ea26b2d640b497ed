/**
 * A server under load, in a process of its own. `node serve.mjs tokens` is the token server, configured by environment,
 * with one route more that answers a constant; `node serve.mjs bare` is Node's HTTP server answering the same constant.
 * Tells its parent where it listens, and answers every message with the memory in use after a collection.
 */
import { createServer } from 'node:http';
import { readConfig, startNodeServer } from '../dist/node.js';

const CONSTANT = JSON.stringify({ token: '007'.padEnd(180, '='), expires_at: 1_790_000_000 });
const JSON_TYPE = { 'Content-Type': 'application/json' };

const servers = {
  async tokens() {
    const addRoutes = (app) =>
      app.post('/constant', async (c) => {
        await c.req.text();
        return c.body(CONSTANT, 200, JSON_TYPE);
      });
    const { url } = await startNodeServer(readConfig(process.env), { addRoutes });
    return url;
  },
  async bare() {
    const server = createServer((request, response) => {
      request.resume().once('end', () => response.writeHead(200, JSON_TYPE).end(CONSTANT));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${server.address().port}`;
  },
};

const url = await servers[process.argv[2]]();
process.on('message', () => {
  globalThis.gc();
  const { rss, heapUsed } = process.memoryUsage();
  process.send({ rss, heapUsed });
});
process.send({ url });
