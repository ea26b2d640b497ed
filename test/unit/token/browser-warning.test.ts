/** The warning if a certificate is used in a page. In a real browser: test/runtimes/hosts/chromium.mjs. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { credentials, issue } from '../../support/credentials.ts';

const user = { ...credentials, ...issue, userId: 'alice', expiresIn: 600 };
const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});

/** A new copy of the library, which has not warned yet. */
async function freshLibrary() {
  vi.resetModules();
  return { ...(await import('../../../src/index.ts')), ...(await import('../../../src/agora-token/index.ts')) };
}

type Library = Awaited<ReturnType<typeof freshLibrary>>;

const { appId, appCertificate } = credentials;

/** A token from a separate copy of the library, whose warning does not count. */
async function readyToken(): Promise<string> {
  const { buildChatUserToken } = await freshLibrary();
  const token = buildChatUserToken(user);
  warn.mockClear();
  return token;
}

/** Everything that takes a certificate. */
const uses: readonly [string, (library: Library, token: string) => unknown][] = [
  ['buildToken', (library) => library.buildChatUserToken(user)],
  ['createTokenIssuer', (library) => library.createTokenIssuer(credentials)],
  ['verifyToken', (library, token) => library.verifyToken(token, { appCertificate, now: issue.issuedAt })],
  ['explainToken', (library, token) => library.explainToken(token, { appCertificate })],
  ['the drop-in', ({ ChatTokenBuilder }) => ChatTokenBuilder.buildAppToken(appId, appCertificate, 600)],
];

beforeEach(() => vi.stubGlobal('document', {}));

afterEach(() => {
  vi.unstubAllGlobals();
  warn.mockClear();
});

describe('in a page', () => {
  it.each(uses)('%s with a certificate warns, once, and works', async (_, use) => {
    const token = await readyToken();
    const library = await freshLibrary();
    use(library, token);
    use(library, token);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('an app certificate is used in a browser')]]);
  });

  it('reading a token, or explaining it without a certificate, does not warn', async () => {
    const token = await readyToken();
    const { decodeToken, explainToken } = await freshLibrary();
    decodeToken(token);
    explainToken(token, { appId });
    expect(warn).not.toHaveBeenCalled();
  });

  it('the warning contains neither the token nor the certificate', async () => {
    const { buildChatUserToken } = await freshLibrary();
    const token = buildChatUserToken(user);
    expect(String(warn.mock.calls)).not.toContain(appCertificate);
    expect(String(warn.mock.calls)).not.toContain(token);
  });
});

it.each(uses)('without a page, %s does not warn', async (_, use) => {
  vi.unstubAllGlobals();
  const token = await readyToken();
  use(await freshLibrary(), token);
  expect(warn).not.toHaveBeenCalled();
});

it('works in a page without a console', async () => {
  const { buildChatUserToken } = await freshLibrary();
  vi.stubGlobal('console', undefined);
  expect(buildChatUserToken(user)).toMatch(/^007/);
});
