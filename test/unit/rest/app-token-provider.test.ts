/** The life of an app token, second by second. */
import { describe, expect, it } from 'vitest';
import { decodeToken, verifyToken } from '../../../src/index.ts';
import { type AppToken, type AppTokenProvider, createAppTokenProvider } from '../../../src/rest/index.ts';
import { credentials } from '../../support/credentials.ts';
import { expectRefusal } from '../../support/refusal.ts';

const START = 1_700_000_000;

/** A mint whose answers the test gives, and a clock that it sets. */
function controlled() {
  const mints: { resolve(token: AppToken): void; reject(error: unknown): void }[] = [];
  const time = { now: START };
  const provider = createAppTokenProvider({
    mint: () => new Promise((resolve, reject) => mints.push({ resolve, reject })),
    now: () => time.now,
  });
  return { mints, time, provider };
}

/** A provider that has got the token `first`, of 100 seconds. */
async function withFirstToken() {
  const control = controlled();
  const token = control.provider.getToken();
  control.mints[0]?.resolve({ token: 'first', expiresIn: 100 });
  expect(await token).toBe('first');
  return control;
}

describe('a provider with credentials', () => {
  it('makes Chat app tokens of an hour', async () => {
    const token = await createAppTokenProvider({ credentials, now: () => START }).getToken();
    const require = { service: 'chat', privilege: 'app', userId: '' } as const;
    const verified = verifyToken(token, { ...credentials, now: START, require });
    expect([verified.issuedAt, verified.expiresIn]).toEqual([START, 3600]);
  });

  it('makes tokens of the lifetime that is set, from the whole second of its clock', async () => {
    const provider = createAppTokenProvider({ credentials, expiresIn: 600, now: () => START + 0.9 });
    const { issuedAt, expiresIn } = decodeToken(await provider.getToken());
    expect([issuedAt, expiresIn]).toEqual([START, 600]);
  });

  it('goes by the wall clock if it is given none', async () => {
    const before = Math.floor(Date.now() / 1000);
    const { issuedAt } = decodeToken(await createAppTokenProvider({ credentials }).getToken());
    expect(issuedAt).toBeGreaterThanOrEqual(before);
    expect(issuedAt).toBeLessThanOrEqual(Date.now() / 1000);
  });

  it('checks both when it is made', () => {
    for (const expiresIn of [0, 86_401, 1.5, START]) {
      expectRefusal(() => createAppTokenProvider({ credentials, expiresIn }), 'ERR_INPUT', 'expiresIn');
    }
    const wrong = { ...credentials, appCertificate: 'secret' };
    expectRefusal(() => createAppTokenProvider({ credentials: wrong }), 'ERR_INPUT', 'appCertificate');
  });
});

describe('a token', () => {
  it('is made when it is needed, once for all who wait', async () => {
    const { mints, provider } = controlled();
    expect(mints).toHaveLength(0);
    const callers = Array.from({ length: 50 }, () => provider.getToken());
    expect(mints).toHaveLength(1);
    mints[0]?.resolve({ token: 'first', expiresIn: 100 });
    expect(new Set(await Promise.all(callers))).toEqual(new Set(['first']));
    expect(mints).toHaveLength(1);
  });

  it('is kept for half of its life', async () => {
    const { mints, time, provider } = await withFirstToken();
    time.now = START + 49.9;
    expect(await provider.getToken()).toBe('first');
    expect(mints).toHaveLength(1);
  });

  it('is given out in the second half while the next one is made, and then no more', async () => {
    const { mints, time, provider } = await withFirstToken();
    time.now = START + 50;
    expect(await provider.getToken()).toBe('first');
    expect(await provider.getToken()).toBe('first');
    expect(mints).toHaveLength(2);
    mints[1]?.resolve({ token: 'second', expiresIn: 100 });
    await Promise.resolve();
    expect(await provider.getToken()).toBe('second');
  });

  it('is not given out after its end: callers wait for the next one', async () => {
    const { mints, time, provider } = await withFirstToken();
    time.now = START + 100;
    const next = provider.getToken();
    mints[1]?.resolve({ token: 'second', expiresIn: 100 });
    expect(await next).toBe('second');
  });

  it('lives from the moment its making began', async () => {
    const { mints, time, provider } = controlled();
    const token = provider.getToken();
    time.now = START + 9;
    mints[0]?.resolve({ token: 'first', expiresIn: 18 });
    expect(await token).toBe('first');
    await provider.getToken();
    expect(mints).toHaveLength(2);
  });

  it('is not given out once it has been refused', async () => {
    const { mints, provider } = await withFirstToken();
    provider.invalidate('first');
    const next = provider.getToken();
    mints[1]?.resolve({ token: 'second', expiresIn: 100 });
    expect(await next).toBe('second');
    provider.invalidate('first');
    expect(await provider.getToken()).toBe('second');
    expect(mints).toHaveLength(2);
  });

  it('survives a clock that is set back a little, and is made again after one that is set back far', async () => {
    const { mints, time, provider } = await withFirstToken();
    time.now = START - 20;
    expect(await provider.getToken()).toBe('first');
    time.now = START - 5000;
    const next = provider.getToken();
    mints[1]?.resolve({ token: 'second', expiresIn: 100 });
    expect(await next).toBe('second');
  });
});

describe('a mint that fails', () => {
  const sealed = new Error('the vault is sealed');
  const settled = (token: Promise<string>) =>
    token.then(
      (text) => text,
      (error: unknown) => error,
    );

  it('fails everybody who waits, and for a second everybody who comes', async () => {
    const { mints, time, provider } = controlled();
    const callers = [provider.getToken(), provider.getToken()].map(settled);
    mints[0]?.reject(sealed);
    expect(await Promise.all(callers)).toEqual([sealed, sealed]);
    time.now = START + 0.9;
    expect(await settled(provider.getToken())).toBe(sealed);
    expect(mints).toHaveLength(1);
    time.now = START + 1;
    const next = provider.getToken();
    mints[1]?.resolve({ token: 'second', expiresIn: 100 });
    expect(await next).toBe('second');
  });

  it('fails nobody while the old token lives', async () => {
    const { mints, time, provider } = await withFirstToken();
    time.now = START + 60;
    expect(await provider.getToken()).toBe('first');
    mints[1]?.reject(sealed);
    await Promise.resolve();
    for (const age of [60.5, 99.9]) {
      time.now = START + age;
      expect(await provider.getToken()).toBe('first');
    }
    expect(mints).toHaveLength(3);
    mints[2]?.reject(sealed);
    await Promise.resolve();
    time.now = START + 100.5;
    expect(await settled(provider.getToken())).toBe(sealed);
  });

  it('may throw instead', async () => {
    const provider = createAppTokenProvider({
      mint: () => {
        throw sealed;
      },
    });
    expect(await settled(provider.getToken())).toBe(sealed);
  });

  it('is not remembered for hours when the clock is set back', async () => {
    const { mints, time, provider } = controlled();
    const first = settled(provider.getToken());
    mints[0]?.reject(sealed);
    expect(await first).toBe(sealed);
    time.now = START - 5000;
    settled(provider.getToken());
    expect(mints).toHaveLength(2);
  });
});

it('a mint that hangs is given up after ten seconds: the next caller starts another', async () => {
  const { mints, time, provider } = controlled();
  const patient = provider.getToken();
  time.now = START + 9.9;
  provider.getToken();
  expect(mints).toHaveLength(1);
  time.now = START + 10;
  const next = provider.getToken();
  expect(mints).toHaveLength(2);
  mints[1]?.resolve({ token: 'second', expiresIn: 100 });
  expect(await next).toBe('second');
  mints[0]?.resolve({ token: 'first', expiresIn: 100 });
  expect(await patient).toBe('first');
});

it('a mint may answer at once', async () => {
  const provider: AppTokenProvider = createAppTokenProvider({ mint: () => ({ token: 'first', expiresIn: 100 }) });
  expect(await provider.getToken()).toBe('first');
});

describe('the answer of a mint', () => {
  const provide = (answer: unknown, now = START) =>
    createAppTokenProvider({ mint: () => answer as AppToken, now: () => now }).getToken();

  it('has seconds to live, or the Unix second at which the token expires', async () => {
    for (const life of [{ expiresIn: 100 }, { expires_at: START + 100 }, { expires_at: START + 100, expiresIn: 7 }]) {
      const time = { now: START };
      let mints = 0;
      const mint = () => ({ token: `token-${++mints}`, ...life }) as AppToken;
      const provider = createAppTokenProvider({ mint, now: () => time.now });
      for (const age of [0, 49, 49.9]) {
        time.now = START + age;
        expect(await provider.getToken()).toBe('token-1');
      }
      time.now = START + 50;
      await provider.getToken();
      expect(mints).toBe(2);
    }
  });

  it.each([
    ['no object', 'token', 'token'],
    ['no token', { expiresIn: 100 }, 'token'],
    ['an empty token', { token: '', expiresIn: 100 }, 'token'],
    ['no lifetime', { token: 'secret' }, 'expires_at'],
    ['a lifetime that is a string', { token: 'secret', expiresIn: '3600' }, 'expires_at'],
    ['a lifetime of another name', { token: 'secret', expires_in: 3600 }, 'expires_at'],
    ['a lifetime that is no number', { token: 'secret', expiresIn: Number.NaN }, 'expires_at'],
    ['no time to live', { token: 'secret', expiresIn: 0 }, 'expires_at'],
    ['a time that has passed', { token: 'secret', expires_at: START }, 'expires_at'],
    ['a Unix time for a lifetime', { token: 'secret', expiresIn: START + 3600 }, 'expiresIn'],
    ['milliseconds for a Unix time', { token: 'secret', expires_at: (START + 3600) * 1000 }, 'expiresIn'],
  ])('is refused with %s', async (_, answer, field) => {
    const error = await provide(answer).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'ChatRestError', code: 'ERR_TOKEN_PROVIDER', field });
    expect((error as Error).message).toMatch(/^invalid result of mint: /);
    expect(String(error)).not.toContain('secret');
  });
});

it('the options of a provider are checked', () => {
  const mint = () => ({ token: 'first', expiresIn: 100 });
  for (const [options, field] of [
    [{}, 'credentials'],
    [{ credentials, mint }, 'credentials'],
    [{ mint: 'https://tokens.internal' }, 'mint'],
    [{ mint, expireIn: 5 }, 'expireIn'],
    [undefined, 'options'],
  ] as const) {
    expectRefusal(() => createAppTokenProvider(options as never), 'ERR_INPUT', field);
  }
});
