/** The drop-in as a user gets it: imported, required and compiled out of the packed package. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { appCertificate, appId } from '../support/credentials.ts';
import { installedPackage, root } from '../support/installed-package.ts';

const agoraToken = createRequire(import.meta.url).resolve('agora-token');
let project: string;

beforeAll(async () => {
  project = await installedPackage();
});

const evaluate = (type: 'module' | 'commonjs', source: string): unknown =>
  JSON.parse(
    execFileSync(process.execPath, [`--input-type=${type}`, '--eval', source], { cwd: project, encoding: 'utf8' }),
  );

/** One token of every builder, with fixed time and random number. */
const makeTokens = `
  Date.now = () => 1700000000000;
  globalThis.Date = class extends Date { constructor() { super(1700000000000); } };
  Math.random = () => 0.5;
  const ids = ['${appId}', '${appCertificate}'];
  const both = ['lobby', 'alice', RtcRole.PUBLISHER, 600, 1, 2, 3, 4, 'alice', 60];
  const permissions = new Rtm2Permissions();
  permissions.add(Rtm2Permissions.kMessageChannels, Rtm2Permissions.kRead, ['lobby']);
  console.log(JSON.stringify([
    RtcTokenBuilder.buildTokenWithUid(...ids, 'lobby', 42, RtcRole.SUBSCRIBER, 600),
    RtmTokenBuilder.buildTokenWithPermissions(...ids, 'alice', permissions, 600),
    ChatTokenBuilder.buildUserToken(...ids, 'alice', 600),
    FpaTokenBuilder.buildToken(...ids),
    ApaasTokenBuilder.buildRoomUserToken(...ids, 'room', 'alice', 2, 600),
    EducationTokenBuilder.buildAppToken(...ids, 600),
    ConvoAITokenBuilder.buildToken(...ids, ...both),
    SttTokenBuilder.buildToken(...ids, ...both),
  ]));
`;
const names =
  '{ ApaasTokenBuilder, ChatTokenBuilder, ConvoAITokenBuilder, EducationTokenBuilder, FpaTokenBuilder, RtcRole, ' +
  'RtcTokenBuilder, Rtm2Permissions, RtmTokenBuilder, SttTokenBuilder }';

describe('accesstoken2/agora-token', () => {
  it('is imported and required by name, and makes the tokens of npm agora-token', () => {
    const expected = evaluate('commonjs', `const ${names} = require('${agoraToken}'); ${makeTokens}`);
    expect(expected).toHaveLength(8);
    expect(evaluate('module', `import ${names} from 'accesstoken2/agora-token'; ${makeTokens}`)).toEqual(expected);
    const byDefault = `import all from 'accesstoken2/agora-token'; const ${names} = all;`;
    expect(evaluate('module', `${byDefault} ${makeTokens}`)).toEqual(expected);
    expect(evaluate('commonjs', `const ${names} = require('accesstoken2/agora-token'); ${makeTokens}`)).toEqual(
      expected,
    );
  });

  it.each([
    ['module', (from: string) => `await import('${from}')`],
    ['commonjs', (from: string) => `require('${from}')`],
  ] as const)('throws the TokenError of accesstoken2 (%s)', (type, load) => {
    const source = `
      const { ChatTokenBuilder } = ${load('accesstoken2/agora-token')};
      const { TokenError } = ${load('accesstoken2')};
      try {
        ChatTokenBuilder.buildAppToken('${appId}', '${appCertificate}', 0);
      } catch (error) {
        console.log(JSON.stringify([error instanceof TokenError, error.code, error.field]));
      }
    `;
    expect(evaluate(type, source)).toEqual([true, 'ERR_INPUT', 'expire']);
  });
});

describe('what only the drop-in needs', () => {
  /** MD5's first constant, and the factor of Chromium's hash. */
  const marks = [/0x67452301|1732584193/i, /66521/];
  const marksIn = (code: string) => marks.map((mark) => mark.test(code));

  async function bundle(code: string): Promise<string> {
    const stdin = { contents: code, resolveDir: project };
    const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'esm', minify: true });
    return (outputFiles[0] as { text: string }).text;
  }

  it('is in a bundle of the drop-in', async () => {
    const all = await bundle("import * as all from 'accesstoken2/agora-token'; console.log(all);");
    expect(marksIn(all)).toEqual([true, true]);
    const rtc = await bundle(
      "import { RtcTokenBuilder } from 'accesstoken2/agora-token'; console.log(RtcTokenBuilder);",
    );
    expect(marksIn(rtc)).toEqual([false, true]);
  });

  it('is not in a bundle that builds, reads and verifies', async () => {
    const names = 'buildToken, buildChatUserToken, createTokenIssuer, decodeToken, verifyToken';
    expect(marksIn(await bundle(`import { ${names} } from 'accesstoken2'; console.log(${names});`))).toEqual([
      false,
      false,
    ]);
  });

  it('is not in accesstoken2, except for the MD5 of an aPaaS room user', async () => {
    const all = await bundle("import * as all from 'accesstoken2'; console.log(all);");
    expect(marksIn(all)).toEqual([true, false]);
    expect(all).not.toMatch(/RtcTokenBuilder|Rtm2Permissions/);
    const explain = await bundle("import { explainToken } from 'accesstoken2'; console.log(explainToken);");
    expect(marksIn(explain)).toEqual([false, false]);
  });
});

describe('the types', () => {
  const { NodeNext, ESNext } = ts.ModuleKind;
  const { NodeNext: nodeNext, Bundler } = ts.ModuleResolutionKind;
  const strict: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    types: [],
  };

  function typeErrors(folder: string, files: Readonly<Record<string, string>>, options: ts.CompilerOptions): string[] {
    const home = join(project, folder);
    mkdirSync(home, { recursive: true });
    const rootNames = Object.entries(files).map(([name, code]) => {
      writeFileSync(join(home, name), code);
      return join(home, name);
    });
    const program = ts.createProgram({ rootNames, options: { ...strict, ...options } });
    return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
      return `${basename(file?.fileName ?? '')}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
  }

  const team = `
    import {
      ChatTokenBuilder, RtcRole, RtcTokenBuilder, Rtm2Permissions, RtmTokenBuilder
    } from 'accesstoken2/agora-token';

    // As the official typings have it, a role is a number, and its constants can be reassigned.
    let role = RtcRole.PUBLISHER;
    role = RtcRole.SUBSCRIBER;
    const given: Parameters<typeof RtcTokenBuilder.buildTokenWithUid> = ['', '', 'lobby', 42, role, 600, 600];
    export const tokens: string[] = [
      RtcTokenBuilder.buildTokenWithUid(...given),
      RtcTokenBuilder.buildTokenWithUid('', '', 'lobby', '42', role, 600),
      RtcTokenBuilder.BuildTokenWithUserAccountAndPrivilege('', '', 'lobby', 'alice', 600, 1, 2, 3, 4),
      ChatTokenBuilder.buildUserToken('', '', 7, 600),
    ];

    class Readers extends Rtm2Permissions {
      constructor(...channels: string[]) {
        super();
        this.add(Rtm2Permissions.kMessageChannels, Rtm2Permissions.kRead, channels);
      }
    }
    const permissions: Rtm2Permissions = new Readers('lobby');
    const names: string[] | undefined = permissions.details[0]?.[0];
    RtmTokenBuilder.buildTokenWithPermissions('', '', 'alice', permissions, names === undefined ? 1 : 600);

    // @ts-expect-error: a token needs a lifetime
    ChatTokenBuilder.buildAppToken('', '');
    // @ts-expect-error: a text is no lifetime, though JavaScript callers may pass one
    ChatTokenBuilder.buildAppToken('', '', '600');
    // @ts-expect-error: nobody is no user
    ChatTokenBuilder.buildUserToken('', '', undefined, 600);
    // @ts-expect-error: the constants are constant
    RtcRole.PUBLISHER = 2;
  `;
  const required = `
    import agoraToken = require('accesstoken2/agora-token');
    const { ChatTokenBuilder } = agoraToken;
    export const token: string = ChatTokenBuilder.buildAppToken('', '', 600);
  `;
  const byDefault = `
    import agoraToken from 'accesstoken2/agora-token';
    const { ChatTokenBuilder } = agoraToken;
    export const token: string = ChatTokenBuilder.buildAppToken('', '', 600);
  `;
  const modules = { 'team.mts': team, 'team.cts': team, 'required.cts': required };
  const defaults = { 'default.mts': byDefault, 'default.cts': byDefault };

  it.each([
    ['Node.js, from ESM and CommonJS', { ...modules, ...defaults }, NodeNext, nodeNext],
    ['a bundler', { 'team.ts': team, 'default.ts': byDefault }, ESNext, Bundler],
  ])('hold in the resolution of %s', (title, files, module, moduleResolution) => {
    expect(typeErrors(title.replaceAll(/\W+/g, '-'), files, { module, moduleResolution })).toEqual([]);
  });

  it("take the place of the official package's", () => {
    const code = `
      import type * as official from '${agoraToken}';
      import * as ours from 'accesstoken2/agora-token';
      export const theirs: typeof official = ours;
      export const permissions: official.Rtm2Permissions = new ours.Rtm2Permissions();
      export const back: ours.Rtm2Permissions = permissions;
    `;
    const options = { module: NodeNext, moduleResolution: nodeNext };
    expect(typeErrors('official', { 'official.mts': code, 'official.cts': code }, options)).toEqual([]);
  });

  it("compile the official package's samples", () => {
    const folder = join(dirname(agoraToken), 'sample');
    const migrated = readdirSync(folder).map((name) => [name, migrate(readFileSync(join(folder, name), 'utf8'))]);
    const samples = Object.fromEntries(
      migrated.filter(([, code]) => code !== undefined).map(([name, code]) => [name?.replace(/js$/, 'cjs'), code]),
    );
    expect(Object.keys(samples)).toHaveLength(8);
    const nodeTypes = { types: ['node'], typeRoots: [join(root, 'node_modules/@types')], skipLibCheck: true };
    const options = { module: NodeNext, moduleResolution: nodeNext, allowJs: true, checkJs: true, ...nodeTypes };
    expect(typeErrors('samples', samples, options)).toEqual([]);
  });

  /** A sample that uses our package; undefined where it uses what the index of the official one does not export. */
  function migrate(sample: string): string | undefined {
    const code = sample
      .replaceAll(/require\(['"](\.\.|\.\.\/src\/(Rt[cm]TokenBuilder2|[A-QS-Z]\w*TokenBuilder))['"]\)/g, entry)
      .replaceAll(`${entry}.Role`, `${entry}.RtcRole`);
    return /\.\.\/src|require\('\.\.'/.test(code) || !code.includes(entry) ? undefined : code;
  }
});

const entry = "require('accesstoken2/agora-token')";
