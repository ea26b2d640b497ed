/** What the client is given: addresses, ids and numbers are checked before anything is sent. */
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { TokenError } from '../../../src/index.ts';
import { type ChatRestClientOptions, createChatRestClient } from '../../../src/rest/index.ts';
import { appCertificate, appId, credentials } from '../../support/credentials.ts';
import { expectRefusedArgument, setUp } from '../../support/rest.ts';

const address = { host: 'a61.chat.agora.io', orgName: '61717166', appName: '1069763' };

function create(changes: object): ReturnType<typeof createChatRestClient> {
  return createChatRestClient({ ...address, credentials, ...changes } as ChatRestClientOptions);
}

function expectRefusedOption(changes: object, field: string): void {
  let error: unknown;
  try {
    create(changes);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(TokenError);
  expect({ ...(error as TokenError) }).toEqual({ name: 'TokenError', code: 'ERR_INPUT', field });
}

/** The URL that a client with these options asks. */
async function urlOf(changes: object): Promise<string> {
  let asked = '';
  const fetch = async (url: string) => {
    asked = url;
    return new Response('{}', { status: 404 });
  };
  await create({ ...changes, fetch })
    .getUser('alice')
    .catch(() => {});
  return asked;
}

describe('the host', () => {
  it('is reached by https', async () => {
    for (const host of ['a61.chat.agora.io', 'https://a61.chat.agora.io']) {
      expect(await urlOf({ host })).toBe('https://a61.chat.agora.io/61717166/1069763/users/alice');
    }
    expect(await urlOf({ host: 'a61.chat.agora.io:8443' })).toMatch(/^https:\/\/a61\.chat\.agora\.io:8443\//);
    expect(await urlOf({ host: 'https.chat.agora.io' })).toMatch(/^https:\/\/https\.chat\.agora\.io\//);
  });

  it('is reached by http on this machine only', async () => {
    for (const host of ['http://127.0.0.1:8080', 'http://localhost:8080', 'http://localhost']) {
      expect(await urlOf({ host })).toBe(`${host}/61717166/1069763/users/alice`);
    }
    for (const host of ['http://a61.chat.agora.io', 'http://127.0.0.1.evil.test', 'http://localhost.evil.test']) {
      expectRefusedOption({ host }, 'host');
    }
  });

  it('is nothing but a host', () => {
    for (const host of [
      '',
      ' ',
      'https://',
      'a61.chat.agora.io/',
      'https://a61.chat.agora.io/org',
      'https://user:word@a61.chat.agora.io',
      'a61.chat.agora.io?x',
      'a61.chat.agora.io#x',
      'a61.chat.agora.io\n',
      'a61.chat.agora.io:',
      'ftp://a61.chat.agora.io',
      'a61.chat.agora.io\\@evil.test',
    ]) {
      expectRefusedOption({ host }, 'host');
    }
  });
});

describe('a message about the host', () => {
  it.each([
    ['a61.chat.agora.io/', "host must be only a host, such as a61.chat.agora.io: remove '/' and what follows"],
    [
      'https://a61.chat.agora.io/org',
      "host must be only a host, such as a61.chat.agora.io: remove '/' and what follows",
    ],
    ['http://a61.chat.agora.io', 'host must use https; http is accepted only for localhost and 127.0.0.1'],
    ['a61 chat', 'host must be a host, such as a61.chat.agora.io, with a port if needed'],
  ])('says what to do: %s', (host, message) => {
    expect(() => create({ host })).toThrow(message);
  });
});

it('no message shows a regular expression or a value', async () => {
  const { chat } = setUp();
  const messages: string[] = [];
  const collect = (error: unknown) => messages.push((error as Error).message);
  for (const changes of [
    { host: 'a b' },
    { orgName: 'a b' },
    { appName: 'a b' },
    { orgName: undefined, appName: undefined, appId: 'a b' },
  ]) {
    try {
      create(changes);
    } catch (error) {
      collect(error);
    }
  }
  await chat.getUser('a b').catch(collect);
  await chat.request('GET', '/a b').catch(collect);
  expect(messages).toHaveLength(6);
  for (const message of messages) expect(message).not.toMatch(/\/\^|\\|\(\?|a b/);
});

it('options that do not exist are refused, and the nearest name is proposed', () => {
  expect(() => create({ timeOut: 5 })).toThrow("unknown option 'timeOut'; did you mean 'timeout'?");
  expect(() => createChatRestClient(undefined as never)).toThrow(/^options is missing/);
});

describe('the app', () => {
  it('is that of the credentials if no other is named', async () => {
    expect(await urlOf({ orgName: undefined, appName: undefined })).toBe(
      `https://a61.chat.agora.io/app-id/${appId}/users/alice`,
    );
    const appTokenProvider = { getToken: async () => 'token', invalidate() {} };
    expectRefusedOption({ orgName: undefined, appName: undefined, credentials: undefined, appTokenProvider }, 'appId');
    expectRefusedOption({ appId }, 'appId');
  });

  it('is named by organization and name, or by its id', () => {
    for (const name of ['', '.', '..', 'a/b', 'a b', 'a#b', 'a?b', '%2e', 'a'.repeat(65)]) {
      expectRefusedOption({ orgName: name }, 'orgName');
      expectRefusedOption({ appName: name }, 'appName');
    }
    for (const id of ['', 'abc', `${appId}0`, `${appId.slice(1)}/`]) {
      expectRefusedOption({ orgName: undefined, appName: undefined, appId: id }, 'appId');
    }
    expect(() => create({ orgName: undefined })).toThrow(/^orgName must /);
    expect(() => create({ host: undefined })).toThrow(/^host must /);
  });
});

describe('the tokens', () => {
  it('come from credentials that are checked at once', () => {
    expect(() => create({ credentials: { appId, appCertificate: 'secret' } })).toThrow(TokenError);
    expect(() => create({ credentials: { appId } })).toThrow(/^appCertificate must /);
    expect(() => create({ credentials: undefined })).toThrow(/^credentials is missing/);
  });
});

describe('the numbers', () => {
  it('are in their ranges', () => {
    for (const timeout of [0, -1, 0.5, 3601, 30_000, Number.NaN, '30']) expectRefusedOption({ timeout }, 'timeout');
    for (const retries of [-1, 0.5, 101, Number.POSITIVE_INFINITY, null]) expectRefusedOption({ retries }, 'retries');
    for (const [timeout, retries] of [
      [1, 0],
      [3600, 100],
    ]) {
      expect(() => create({ timeout, retries })).not.toThrow();
    }
  });
});

describe('a user ID', () => {
  it('is 1 to 64 of a-z 0-9 _ - . and never a way up in the path', async () => {
    const { chat, run, standIn } = setUp();
    const { createUser, getUser, deleteUser, setPassword, deactivate, activate, disconnect, getStatus } = chat;
    for (const userId of ['', '.', '..', 'Alice', 'a b', 'a/b', '%2e%2e', 'é', '\ud800', 'a\n', 'a'.repeat(65)]) {
      for (const call of [getUser, deleteUser, deactivate, activate, disconnect, getStatus]) {
        await expectRefusedArgument(run<unknown>(call(userId)), 'userId');
      }
      await expectRefusedArgument(run(setPassword(userId, 'secret')), 'userId');
      await expectRefusedArgument(run(createUser({ userId })), 'userId');
    }
    for (const userId of [undefined, null, 7, {}, ['alice']]) {
      await expect(run(getUser(userId as string))).rejects.toThrow(/^userId must /);
    }
    expect(standIn.requests).toEqual([]);
    for (const userId of ['a', '...', '-_.', 'a'.repeat(64)]) {
      expect((await run(createUser({ userId }))).userId).toBe(userId);
    }
  });
});

it('the fetch of the platform is looked up when it is needed', async () => {
  const chat = createChatRestClient({ ...address, credentials });
  const fetch = vi.fn(async () => new Response('{}', { status: 404 }));
  vi.stubGlobal('fetch', fetch);
  try {
    await chat.getUser('alice').catch(() => {});
  } finally {
    vi.unstubAllGlobals();
  }
  expect(fetch).toHaveBeenCalledOnce();
});

it('a request carries its token in one header, follows no redirect and says that it speaks JSON', async () => {
  const inits: RequestInit[] = [];
  const { chat, run } = setUp({
    client: {
      fetch: async (_, init) => {
        inits.push(init);
        return new Response('{}', { status: 403 });
      },
    },
  });
  await run(chat.setPassword('alice', 'secret')).catch(() => {});
  await run(chat.getUser('alice')).catch(() => {});
  const headers = {
    authorization: expect.stringMatching(/^Bearer 007[A-Za-z0-9+/]+=*$/),
    accept: 'application/json',
    'content-type': 'application/json',
  };
  const common = { headers, redirect: 'manual', signal: expect.any(AbortSignal) };
  expect(inits).toEqual([
    { ...common, method: 'PUT', body: '{"newpassword":"secret"}' },
    { ...common, method: 'GET', body: null },
  ]);
});

it('a client shows no credentials', () => {
  expect(inspect(create({}), { depth: 9, showHidden: true })).not.toContain(appCertificate);
  expect(JSON.stringify(create({}))).toBe('{}');
});
