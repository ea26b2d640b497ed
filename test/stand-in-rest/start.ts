/** The stand-in as a `fetch` without a network, and over HTTP on loopback. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { Api, type ApiOptions, type ApiRequest } from './api.ts';
import type { Areas } from './areas.ts';
import type { Fault, Spoiled } from './faults.ts';
import type { Users } from './users.ts';

export type StandInOptions = Pick<ApiOptions, 'appId' | 'appCertificate'> & Partial<ApiOptions>;

/** What both forms have in common. */
export interface StandIn {
  /** Options for `createChatRestClient`, apart from the tokens. */
  readonly address: { readonly host: string; readonly orgName: string; readonly appName: string };
  readonly users: Users;
  readonly areas: Areas;
  /** App tokens that are refused as if they had expired. */
  readonly revoked: Set<string>;
  /** The requests, in order. */
  readonly requests: ApiRequest[];
  /** Faults of the next requests, one each; `undefined` for none. */
  readonly faults: (Fault | undefined)[];
}

export interface LocalStandIn extends StandIn {
  readonly fetch: typeof fetch;
}

export interface RunningStandIn extends StandIn {
  /** Answers that are being sent. */
  openAnswers(): number;
  close(): Promise<void>;
}

class RequestHandler {
  readonly requests: ApiRequest[] = [];
  readonly faults: (Fault | undefined)[] = [];
  readonly api: Api;

  constructor(options: StandInOptions) {
    this.api = new Api({ ...names, now: () => Date.now() / 1000, enforceRates: false, ...options });
  }

  async serve(request: ApiRequest): Promise<Spoiled | 'reset' | 'hang'> {
    this.requests.push(request);
    const fault = this.faults.shift();
    if (fault !== undefined && fault.done !== true) return fault.instead;
    const { status, headers, body } = await this.api.answer(request);
    const texts = [body instanceof Uint8Array ? body : JSON.stringify(body)];
    return fault?.instead ?? { status, texts, ...(headers && { headers }) };
  }
}

const names = { orgName: '61717166', appName: '1069763' } as const;

/** Responds without a network, in no time. */
export function createLocalStandIn(options: StandInOptions): LocalStandIn {
  const handler = new RequestHandler(options);
  return {
    address: { host: 'stand-in.test', ...names },
    users: handler.api.users,
    areas: handler.api.areas,
    revoked: handler.api.revoked,
    requests: handler.requests,
    faults: handler.faults,
    fetch: async (url, init) => {
      const request = new Request(url, init);
      const { method, signal } = request;
      const { pathname, search } = new URL(request.url);
      const authorization = request.headers.get('authorization');
      const bytes = new Uint8Array(await request.arrayBuffer());
      const body = new TextDecoder().decode(bytes);
      const { headers } = request;
      const outcome = await handler.serve({ method, path: pathname + search, authorization, body, bytes, headers });
      signal.throwIfAborted();
      if (outcome === 'reset') throw new TypeError('fetch failed');
      if (outcome !== 'hang') return new Response(streamOf(outcome), outcome);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
  };
}

function streamOf({ texts, cut }: Spoiled): ReadableStream<Uint8Array> {
  const iterator = texts[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      const { done, value } = iterator.next();
      if (done !== true) controller.enqueue(typeof value === 'string' ? new TextEncoder().encode(value) : value);
      else if (cut === true) controller.error(new TypeError('terminated'));
      else controller.close();
    },
  });
}

/** Listens on a free port. */
export async function startStandIn(options: StandInOptions): Promise<RunningStandIn> {
  const handler = new RequestHandler(options);
  let open = 0;
  const server = createServer((request, response) => {
    open++;
    response.once('close', () => open--);
    serveHttp(handler, request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: { host: `http://127.0.0.1:${port}`, ...names },
    users: handler.api.users,
    areas: handler.api.areas,
    revoked: handler.api.revoked,
    requests: handler.requests,
    faults: handler.faults,
    openAnswers: () => open,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function serveHttp(handler: RequestHandler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const { method = '', url = '' } = request;
  const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const authorization = headers.get('authorization');
  const outcome = await handler.serve({ method, path: url, authorization, body: bytes.toString(), bytes, headers });
  if (outcome === 'hang') return;
  if (outcome === 'reset') {
    response.destroy();
    return;
  }
  response.writeHead(outcome.status, { 'content-type': 'application/json', ...outcome.headers });
  // Ends the response, or destroys it if the response is cut.
  await pipeline(Readable.from(piecesOf(outcome)), response);
}

async function* piecesOf({ texts, cut, stall }: Spoiled): AsyncGenerator<string | Uint8Array> {
  yield* texts;
  if (stall === true) await new Promise(() => {});
  if (cut !== true) return;
  // Lets the pieces be sent before the connection breaks.
  await setTimeout(20);
  throw new Error('cut');
}
