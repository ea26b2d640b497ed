/** A token server that really listens, on a free port of this machine, and ends with the test. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { onTestFinished } from 'vitest';
import { authenticateDemo } from '../../src/auth/authenticate.ts';
import { createTokenServer, type TokenServerOptions } from '../../src/server.ts';
import { DEFAULT_POLICY, type Policy, SERVICES } from '../../src/tokens/policy.ts';
import { credentials } from './credentials.ts';

export const everything: Policy = { ...DEFAULT_POLICY, services: new Set(SERVICES), appTokens: true };

export async function listening(options: Partial<TokenServerOptions> = {}): Promise<string> {
  const { fetch } = createTokenServer({ credentials, authenticate: authenticateDemo, policy: everything, ...options });
  const server = createServer(getRequestListener((request, env) => fetch(request, env)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON, where it is said to be. */
  readonly json: unknown;
}

export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  return answerOf(await fetch(url, { redirect: 'error', ...init }));
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
}

export function postJson(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
