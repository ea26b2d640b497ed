/** The page at `/inspector`, if it is enabled: its headers and its policy. */
import { contentSecurityPolicy, page } from 'accesstoken2-inspector/page';
import { expect, it } from 'vitest';
import { createAuthenticator } from '../../src/config/authenticator.ts';
import { readConfig } from '../../src/config/read.ts';
import { serverOptions } from '../../src/entries/assemble.ts';
import { configured, production } from '../support/configured.ts';
import { ask, listening, postJson } from '../support/listening.ts';
import { startProcess } from '../support/process.ts';

it.each([
  ['in demo mode', {}],
  ['elsewhere with INSPECTOR=on', { ...production, INSPECTOR: 'on' }],
])('exists %s', async (_, env) => {
  const { status, headers, text } = await ask(`${await configured(env)}/inspector`);
  expect({ status, text }).toEqual({ status: 200, text: page });
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'text/html; charset=UTF-8',
    'content-security-policy': `${contentSecurityPolicy}; frame-ancestors 'none'`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
});

it.each([
  ['in production', production],
  ['in demo mode with INSPECTOR=off', { INSPECTOR: 'off' }],
])('does not exist %s', async (_, env) => {
  const { status, json } = await ask(`${await configured(env)}/inspector`);
  expect({ status, json }).toEqual({
    status: 404,
    json: { token: '', error: 'there is no such route', code: 'ERR_NOT_FOUND' },
  });
});

it('is part of the built server', async () => {
  const { url } = await startProcess({});
  const { status, text } = await ask(`${url}/inspector`);
  expect({ status, text }).toEqual({ status: 200, text: page });
});

it('accepts only GET and HEAD', async () => {
  const { status, headers } = await postJson(`${await configured({})}/inspector`, {});
  expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow: 'GET, HEAD' });
});

it('does not hide other routes', async () => {
  const config = readConfig({});
  const options = serverOptions(config, await createAuthenticator(config.auth), {
    addRoutes: (app) => app.get('/own', (c) => c.text('own')),
  });
  expect((await ask(`${await listening(options)}/own`)).text).toBe('own');
});

it('GET / lists the routes, in demo mode only', async () => {
  const { status, text } = await ask(await configured({}));
  expect(status).toBe(200);
  for (const route of ['/generate-user-token', '/openapi.json', '/inspector']) expect(text).toContain(route);
  expect((await ask(await configured(production))).status).toBe(404);
});
