/** The types of the REST client say what it takes and gives, in projects with the types of any platform or of none. */
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type {
  AppTokenProviderOptions,
  CallOptions,
  ChatFailure,
  ChatListing,
  ChatRestClient,
  ChatRestClientOptions,
  ChatRestErrorCode,
  ChatUser,
  ChatUserStatus,
  Fetch,
} from '../../../src/rest/index.ts';
import { root } from '../../support/installed-package.ts';

describe('results', () => {
  it('are typed', () => {
    type Result<Name extends keyof ChatRestClient> = Awaited<ReturnType<ChatRestClient[Name]>>;
    expectTypeOf<Result<'createUser'>>().toEqualTypeOf<ChatUser>();
    expectTypeOf<Result<'createUsers'>['created']>().toEqualTypeOf<readonly ChatUser[]>();
    expectTypeOf<Result<'createUsers'>['failed']>().toEqualTypeOf<readonly ChatFailure[]>();
    expectTypeOf<Result<'getStatus'>>().toEqualTypeOf<ChatUserStatus>();
    expectTypeOf<Result<'getStatuses'>['statuses']>().toEqualTypeOf<ReadonlyMap<string, ChatUserStatus>>();
    expectTypeOf<Result<'deleteUser'>>().toEqualTypeOf<void>();
    expectTypeOf<ReturnType<ChatRestClient['listUsers']>>().toEqualTypeOf<ChatListing<ChatUser>>();
    expectTypeOf<ChatFailure['error']['code']>().toEqualTypeOf<ChatRestErrorCode>();
  });
});

describe('options', () => {
  const base = { host: 'a61.chat.agora.io', orgName: 'org', appName: 'app' };
  const credentials = { appId: '', appCertificate: '' };
  const accept = (_: ChatRestClientOptions): void => {};

  it('take one address and one source of tokens', () => {
    accept({ ...base, credentials });
    accept({ host: base.host, appId: '', credentials });
    accept({ ...base, appTokenProvider: { getToken: async () => '', invalidate() {} } });
    // @ts-expect-error two addresses
    accept({ ...base, appId: '', credentials });
    // @ts-expect-error half an address
    accept({ host: base.host, orgName: 'org', credentials });
    // @ts-expect-error no source of tokens
    accept({ ...base });
    // @ts-expect-error two sources of tokens
    accept({ ...base, credentials, appTokenProvider: { getToken: async () => '', invalidate() {} } });
  });

  it('take the fetch and the signals of the platform', () => {
    expectTypeOf<typeof fetch>().toExtend<Fetch>();
    expectTypeOf<{ signal: AbortSignal }>().toExtend<CallOptions>();
  });

  it('take credentials or a mint for tokens', () => {
    const provide = (_: AppTokenProviderOptions): void => {};
    provide({ credentials, expiresIn: 600 });
    provide({ mint: async () => ({ token: '', expiresIn: 600 }) });
    // @ts-expect-error a mint says itself how long its tokens live
    provide({ mint: async () => ({ token: '', expiresIn: 600 }), expiresIn: 600 });
    // @ts-expect-error a token without a lifetime
    provide({ mint: async () => ({ token: '' }) });
  });
});

describe('the types stand in a project with', () => {
  const use = `
    import { createChatRestClient, type ChatRestClient } from '${root}src/rest/index.ts';
    export const make = (): ChatRestClient => createChatRestClient({
      host: 'a61.chat.agora.io', orgName: 'org', appName: 'app', credentials: { appId: '', appCertificate: '' },
    });
  `;
  const usePlatform = `
    ${use}
    export const makeWith = (): ChatRestClient => createChatRestClient({
      host: 'a61.chat.agora.io', orgName: 'org', appName: 'app', credentials: { appId: '', appCertificate: '' },
      fetch,
    });
    export const get = (signal: AbortSignal) => make().getUser('alice', { signal });
  `;

  it.each<[string, string, string[], string[]]>([
    ['no platform', use, [], []],
    ['the DOM', usePlatform, ['lib.dom.d.ts'], []],
    ['Node', usePlatform, [], ['node']],
  ])('%s', (_, source, libraries, types) => {
    expect(typeErrors(source, ['lib.es2022.d.ts', ...libraries], types)).toEqual([]);
  });
});

function typeErrors(source: string, lib: string[], types: string[]): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib,
    types,
    typeRoots: [join(root, 'node_modules/@types')],
  };
  const name = join(root, 'use.mts');
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === name || fileExists(path);
  host.getSourceFile = (path, target, ...rest) =>
    path === name ? ts.createSourceFile(path, source, target) : getSourceFile(path, target, ...rest);
  const program = ts.createProgram([name], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
