/** Serves the built page and nothing else, like any static file host, and records the requests. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The built page. */
export const pageFile: string = new URL('../../dist/index.html', import.meta.url).pathname;

export interface PageServer {
  readonly url: string;
  readonly asked: string[];
  stop(): Promise<void>;
}

export async function startPageServer(): Promise<PageServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const isPage = new URL(request.url ?? '', 'http://page').pathname === '/';
    response.writeHead(isPage ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
    response.end(isPage ? readFileSync(pageFile) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
