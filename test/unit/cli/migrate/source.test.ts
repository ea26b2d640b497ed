/** What `accesstoken2 migrate` does with one file: code as public repositories have it. */
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { TIME_ARGUMENTS } from '../../../../src/cli/migrate/builders.ts';
import { migrateSource } from '../../../../src/cli/migrate/source.ts';

const migrate = (text: string, file = 'token.js') => migrateSource(ts, file, text);

/** A file that passes `expression` as the lifetime of an RTC token. */
const rtcCall = (statements: string, expression: string) =>
  `const { RtcTokenBuilder, RtcRole } = require('agora-token');
${statements}
RtcTokenBuilder.buildTokenWithUid(appId, certificate, 'lobby', 42, RtcRole.PUBLISHER, ${expression}, 0);
`;

describe('imports', () => {
  it.each([
    [`import { RtcRole } from 'agora-token';`, `import { RtcRole } from 'accesstoken2/agora-token';`],
    [`import agora from "agora-token";`, `import agora from "accesstoken2/agora-token";`],
    [`import * as agora from 'agora-token';`, `import * as agora from 'accesstoken2/agora-token';`],
    [`const agora = require('agora-token')`, `const agora = require('accesstoken2/agora-token')`],
    [`const agora = await import('agora-token')`, `const agora = await import('accesstoken2/agora-token')`],
    [`export { RtcRole } from 'agora-token';`, `export { RtcRole } from 'accesstoken2/agora-token';`],
    [`jest.mock('agora-token');`, `jest.mock('accesstoken2/agora-token');`],
    [`const b = require('agora-token').RtcRole;`, `const b = require('accesstoken2/agora-token').RtcRole;`],
    [
      `const { ChatTokenBuilder } = require('agora-token/src/ChatTokenBuilder.js');`,
      `const { ChatTokenBuilder } = require('accesstoken2/agora-token');`,
    ],
    [
      `const { RtcTokenBuilder, Role } = require('agora-token/src/RtcTokenBuilder2');`,
      `const { RtcTokenBuilder, RtcRole: Role } = require('accesstoken2/agora-token');`,
    ],
    [
      `import { Role as RtcRole } from 'agora-token/src/RtcTokenBuilder2';`,
      `import { RtcRole } from 'accesstoken2/agora-token';`,
    ],
  ])('%s', (before, after) => {
    expect(migrate(before)).toEqual({ text: after, imports: 1, todos: [] });
  });

  it.each([`import agora = require('agora-token');`, `type Role = import('agora-token').RtcRole;`])(
    'of TypeScript: %s',
    (code) => {
      expect(migrate(code, 'token.ts').text).toBe(code.replace('agora-token', 'accesstoken2/agora-token'));
    },
  );

  it.each([
    `// import { RtcRole } from 'agora-token';`,
    `const name = 'agora-token';`,
    `import x from 'agora-token-server';`,
    `log("require('agora-token')")`,
    `import { RtcRole } from 'accesstoken2/agora-token';`,
  ])('leaves other code alone: %s', (code) => {
    expect(migrate(code)).toEqual({ text: code, imports: 0, todos: [] });
  });

  it.each([
    [
      `const { AccessToken2 } = require('agora-token/src/AccessToken2');`,
      'nothing in accesstoken2/agora-token replaces',
    ],
    [`const rtc = require('agora-token/src/RtcTokenBuilder2');`, 'Role is RtcRole there'],
  ])('lists what it cannot rewrite: %s', (code, message) => {
    const { text, imports, todos } = migrate(code);
    expect({ text, imports }).toEqual({ text: code, imports: 0 });
    expect(todos).toEqual([{ line: 1, column: expect.any(Number), message: expect.stringContaining(message) }]);
  });
});

describe('a time that is absolute', () => {
  it.each([
    ['', 'Math.floor(Date.now() / 1000) + 3600', '3600'],
    ['', '3600 + Math.floor(Date.now() / 1000)', '3600'],
    ['', 'Math.floor(Date.now() / 1000 + 3600)', '3600'],
    ['', 'Date.now() / 1e3 + ttl', 'ttl'],
    ['', 'Math.floor(Date.now() * 0.001) + 60 * 60', '60 * 60'],
    ['', '(Math.floor(new Date().getTime() / 1000) + 86400) as number', '86400'],
    ['', 'dayjs().unix() + 3600', '3600'],
    ['', 'moment().unix() + Number(process.env.TTL)', 'Number(process.env.TTL)'],
    ['', 'moment().add(1, "hour").unix()', 'the seconds until it expires, such as 3600'],
    ['', 'Math.round((Date.now() + 3600 * 1000) / 1000)', 'the seconds until it expires, such as 3600'],
    ['', 'parseInt(+new Date() / 1000) + 3600', '3600'],
    ['', 'DateTime.now().plus({ hours: 1 }).toSeconds()', 'the seconds until it expires, such as 3600'],
    ['const expireTs = Math.floor(Date.now() / 1000) + 3600;', 'expireTs', '3600'],
    ['const now = Date.now() / 1000;\nconst expireTs = now + ttl;', 'expireTs', 'ttl'],
    ['let expireTs;\nexpireTs = Math.floor(Date.now() / 1000) + ttl;', 'expireTs', 'ttl'],
    ['const at = () => Date.now() / 1000 + 60;', 'at()', 'the seconds until it expires, such as 3600'],
    ['function at() { return Date.now() / 1000 + 60; }', 'at()', 'the seconds until it expires, such as 3600'],
    ['', 'ttl ? Math.floor(Date.now() / 1000) + ttl : 0', 'the seconds until it expires, such as 3600'],
  ])('is found after %j in %s', (statements, expression, instead) => {
    const { todos } = migrate(rtcCall(statements, expression), 'token.ts');
    expect(todos.map(({ line, message }) => ({ line, message }))).toEqual([
      {
        line: 2 + Math.max(1, statements.split('\n').length),
        message: `tokenExpire is a duration in seconds, not a Unix time: pass ${instead} instead of ${expression}`,
      },
    ]);
  });

  it.each([
    ['', '3600'],
    ['const ttl = 60 * 60;', 'ttl'],
    ['const expiresAt = Date.now() / 1000 + 60;', 'expiresAt - Date.now() / 1000'],
    ['', 'expiresAt - Math.floor(Date.now() / 1000)'],
    ['', 'Number(req.query.expiry)'],
    ['const a = b;\nconst b = a;', 'a'],
  ])('is not seen after %j in %s', (statements, expression) => {
    expect(migrate(rtcCall(statements, expression)).todos).toEqual([]);
  });

  it.each([
    `import agora from 'agora-token';\nagora.RtcTokenBuilder.buildTokenWithUid(a, b, c, 1, 1, Date.now());`,
    `import { RtcTokenBuilder as Builder } from 'agora-token';\nBuilder.buildTokenWithUid(a, b, c, 1, 1, Date.now());`,
    `const { RtcTokenBuilder: B } = require('agora-token');\nB.buildTokenWithUserAccount(a, b, c, 'x', 1, Date.now());`,
    `const { RtmTokenBuilder } = require('agora-token');\nRtmTokenBuilder.buildToken(a, b, 'alice', Date.now());`,
    `const { ChatTokenBuilder } = require('agora-token');\nChatTokenBuilder.buildAppToken(a, b, Date.now());`,
  ])('is found however the builder is imported: %s', (code) => {
    expect(migrate(code).todos).toHaveLength(1);
  });
});

describe('agora-access-token', () => {
  it('gets the new import, and a list of what has changed', () => {
    const { text, todos } =
      migrate(`const { RtcTokenBuilder, RtcRole, RtmTokenBuilder, RtmRole } = require('agora-access-token');
const expiredTs = Math.floor(Date.now() / 1000) + 3600;
RtcTokenBuilder.buildTokenWithAccount(appId, certificate, 'lobby', 'alice', RtcRole.ATTENDEE, expiredTs);
RtmTokenBuilder.buildToken(appId, certificate, 'alice', RtmRole.Rtm_User, expiredTs);
`);
    expect(text).toContain(`require('accesstoken2/agora-token')`);
    expect(todos.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      '1:72 agora-access-token makes 006 tokens, and its times are Unix times; see docs/from-agora-access-token.md',
      '3:1 RtcTokenBuilder.buildTokenWithAccount has changed: call buildTokenWithUserAccount',
      '3:77 RtcRole.ATTENDEE has changed: pass RtcRole.PUBLISHER',
      '3:95 tokenExpire is a duration in seconds, not a Unix time: pass 3600 instead of expiredTs',
      '4:1 RtmTokenBuilder.buildToken has changed: leave out the role: buildToken(appId, appCertificate, userId, expire)',
      '4:57 RtmRole is gone: RTM tokens have no role',
      '4:75 expire is a duration in seconds, not a Unix time: pass 3600 instead of expiredTs',
    ]);
  });
});

it('the table of time arguments is that of the drop-in', () => {
  const folder = new URL('../../../../src/agora-token/', import.meta.url);
  const files = readdirSync(folder).map((name) =>
    ts.createSourceFile(name, readFileSync(new URL(name, folder), 'utf8'), ts.ScriptTarget.Latest),
  );
  const statements = files.flatMap((file) => [...file.statements]);
  /** The parameters of function types by name, for methods that share one. */
  const functionTypes = new Map(
    statements.flatMap((one) =>
      ts.isTypeAliasDeclaration(one) && ts.isFunctionTypeNode(one.type) ? [[one.name.text, one.type.parameters]] : [],
    ),
  );
  const parametersOf = (member: ts.ClassElement) => {
    if (ts.isMethodDeclaration(member)) return member.parameters;
    const type = ts.isPropertyDeclaration(member) ? member.type : undefined;
    return type !== undefined && ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)
      ? functionTypes.get(type.typeName.text)
      : undefined;
  };
  const found: Record<string, Record<string, Record<string, string>>> = {};
  for (const statement of statements) {
    if (!ts.isClassDeclaration(statement) || statement.name === undefined) continue;
    for (const member of statement.members) {
      if (member.name === undefined || !ts.isIdentifier(member.name)) continue;
      const names = (parametersOf(member) ?? []).map(({ name }) => (ts.isIdentifier(name) ? name.text : ''));
      const entries = names.flatMap((text, index) => (/expire$/i.test(text) ? [[index, text] as const] : []));
      if (entries.length === 0) continue;
      found[statement.name.text] = { ...found[statement.name.text], [member.name.text]: Object.fromEntries(entries) };
    }
  }
  const { EducationTokenBuilder, ...others } = TIME_ARGUMENTS;
  expect(others).toEqual(found);
  expect(EducationTokenBuilder).toEqual(found.ApaasTokenBuilder);
});
