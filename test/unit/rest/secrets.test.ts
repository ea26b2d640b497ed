/** No failure tells a token, a certificate or a password: not in its message, nor in anything that hangs on it. */
import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import type { ChatRestClient } from '../../../src/rest/index.ts';
import { refuse } from '../../stand-in-rest/errors.ts';
import { answerWith, cut, endless, type Fault, hang, reset } from '../../stand-in-rest/faults.ts';
import { appCertificate } from '../../support/credentials.ts';
import { failure, setUp } from '../../support/rest.ts';

const password = 'pass"word\\7';

const calls: Readonly<Record<string, (chat: ChatRestClient) => Promise<unknown>>> = {
  getUser: (chat) => chat.getUser('alice'),
  createUser: (chat) => chat.createUser({ userId: 'alice', password }),
  createUsers: (chat) => chat.createUsers([{ userId: 'alice', password }]),
  setPassword: (chat) => chat.setPassword('alice', password),
};

/** An API that repeats all it was sent, in every field of its refusals. */
const gossip = (status: number, heard: string): Fault =>
  answerWith({ status, body: { error: heard, error_description: heard, exception: heard } });

it.each(Object.entries(calls))('%s', async (name, call) => {
  // A secret is what the call itself has sent.
  const said = name === 'getUser' ? 'no' : password;
  const faults = [reset, cut, endless, hang, answerWith({ status: 200, body: said })];
  const words = ['illegal_argument', 'unauthorized', 'auth_bad_access_token', 'forbidden_op'];
  const statuses = [302, 400, 401, 403, 404, 429, 500, 503];
  const gossips = statuses.flatMap((status) => words.map((word) => answerWith(refuse(status, word, said))));
  for (const fault of [...faults, ...gossips]) {
    const { chat, run } = setUp({ faults: Array(10).fill(fault) });
    expectNoSecret(await failure(run(call(chat))), 'no token yet');
  }

  for (const status of statuses) {
    let token = '';
    const { chat, run, standIn } = setUp({
      client: {
        fetch: async (url, init) => {
          token = new Headers(init.headers).get('authorization')?.slice('Bearer '.length) ?? '';
          const heard = `${init.headers.authorization} ${init.body} ${said}`;
          standIn.faults.push(gossip(status, heard));
          return standIn.fetch(url, init);
        },
      },
    });
    expectNoSecret(await failure(run(call(chat))), token);
  }
});

function expectNoSecret(error: Error, token: string): void {
  const told = `${error.message} ${error.stack} ${JSON.stringify(error)} ${inspect(error, { depth: 9, showHidden: true })}`;
  for (const secret of [token, appCertificate, password, JSON.stringify(password).slice(1, -1)]) {
    expect(told.includes(secret), secret).toBe(false);
  }
}
