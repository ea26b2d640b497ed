/** The library's client gets a token from this server in each of its dialects. */
import { expect, it } from 'vitest';
import { dialects, type TokenDialect } from '../../../src/client/dialects.ts';
import { tokenEndpoint } from '../../../src/client/endpoint.ts';
import { listening } from '../support/listening.ts';
import { chatUser, servicesOf } from '../support/tokens.ts';

it.each(Object.keys(dialects) as TokenDialect[])('%s', async (dialect) => {
  const url = await listening({ dialects: true, checkPassword: (_, password) => password === 'right' });
  const body = dialect === 'agora-demo' ? { userPassword: 'right' } : {};
  const { signal } = new AbortController();
  const token = await tokenEndpoint(url, { dialect, body })({ userId: 'alice', reason: 'login', signal } as never);
  expect(servicesOf(token)).toEqual([chatUser('alice', 3600)]);
});
