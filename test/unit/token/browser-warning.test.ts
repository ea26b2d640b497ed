/** The warning where a certificate is used in a page. What a real browser makes of it: test/runtimes/hosts/chromium.mjs. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { credentials, issue } from '../../support/credentials.ts';

const user = { ...credentials, ...issue, userId: 'alice', expiresIn: 600 };
const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});

/** A fresh copy of the library, which has not warned yet. */
async function freshLibrary() {
  vi.resetModules();
  return { ...(await import('../../../src/index.ts')), ...(await import('../../../src/agora-token/index.ts')) };
}

type Library = Awaited<ReturnType<typeof freshLibrary>>;

const { appId, appCertificate } = credentials;

/** Everything that takes a certificate. */
const uses: readonly [string, (library: Library, token: string, allow: { allowBrowser?: boolean }) => unknown][] = [
  ['buildToken', (library, _, allow) => library.buildChatUserToken({ ...user, ...allow })],
  ['createTokenIssuer', (library, _, allow) => library.createTokenIssuer({ ...credentials, ...allow })],
  ['verifyToken', (library, token, allow) => library.verifyToken(token, { ...user, now: issue.issuedAt, ...allow })],
  ['explainToken', (library, token, allow) => library.explainToken(token, { appCertificate, ...allow })],
];

beforeEach(() => vi.stubGlobal('document', {}));

afterEach(() => {
  vi.unstubAllGlobals();
  warn.mockClear();
});

describe('in a page', () => {
  it.each(uses)('%s with a certificate warns, once, and works', async (_, use) => {
    const library = await freshLibrary();
    const token = library.buildChatUserToken({ ...user, allowBrowser: true });
    use(library, token, {});
    use(library, token, {});
    expect(warn.mock.calls).toEqual([[expect.stringContaining('pass allowBrowser: true')]]);
  });

  it.each(uses)('%s says nothing where the certificate is meant to be there', async (_, use) => {
    const library = await freshLibrary();
    use(library, library.buildChatUserToken({ ...user, allowBrowser: true }), { allowBrowser: true });
    expect(warn).not.toHaveBeenCalled();
  });

  it('the drop-in warns, once', async () => {
    const { ChatTokenBuilder } = await freshLibrary();
    ChatTokenBuilder.buildAppToken(appId, appCertificate, 600);
    ChatTokenBuilder.buildAppToken(appId, appCertificate, 600);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('a use that is meant does not keep back the warning for one that is not', async () => {
    const { buildChatUserToken } = await freshLibrary();
    buildChatUserToken({ ...user, allowBrowser: true });
    buildChatUserToken(user);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('reading a token, or explaining it without a certificate, does not warn', async () => {
    const { buildChatUserToken, decodeToken, explainToken } = await freshLibrary();
    const token = buildChatUserToken({ ...user, allowBrowser: true });
    decodeToken(token);
    explainToken(token, { appId });
    expect(warn).not.toHaveBeenCalled();
  });

  it('the warning holds neither the token nor the certificate', async () => {
    const { buildChatUserToken } = await freshLibrary();
    const token = buildChatUserToken(user);
    expect(String(warn.mock.calls)).not.toContain(appCertificate);
    expect(String(warn.mock.calls)).not.toContain(token);
  });
});

it.each(uses)('without a page, %s does not warn', async (_, use) => {
  vi.unstubAllGlobals();
  const library = await freshLibrary();
  use(library, library.buildChatUserToken(user), {});
  expect(warn).not.toHaveBeenCalled();
});

it('a page without a console is no error', async () => {
  const { buildChatUserToken } = await freshLibrary();
  vi.stubGlobal('console', undefined);
  expect(buildChatUserToken(user)).toMatch(/^007/);
});
