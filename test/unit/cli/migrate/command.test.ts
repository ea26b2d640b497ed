/** The command around `migrateSource`: which files it reads, what it prints and writes, its exit code. */
import { describe, expect, it } from 'vitest';
import { cli } from '../../../support/cli.ts';

const files = {
  'app/rtc.js': `const { RtcTokenBuilder, RtcRole } = require('agora-token');
const expireAt = Math.floor(Date.now() / 1000) + 3600;
RtcTokenBuilder.buildTokenWithUid(appId, certificate, 'lobby', 42, RtcRole.PUBLISHER, expireAt, 0);
`,
  'app/chat.ts': `import { ChatTokenBuilder } from 'agora-token';\n`,
  'app/README.md': `require('agora-token')`,
  'app/other.js': `import express from 'express';\n`,
  'done/token.js': `import { RtcRole } from 'accesstoken2/agora-token';\n`,
};

describe('migrate', () => {
  it('lists what it would rewrite and what to change by hand, and writes nothing', async () => {
    const written = new Map<string, string>();
    const { code, out } = await cli(['migrate', 'app'], { files, written });
    expect(out).toBe(`app/rtc.js: 1 import to rewrite
  3:87  tokenExpire is a duration in seconds, not a Unix time: pass 3600 instead of expireAt
app/chat.ts: 1 import to rewrite

1 place to change by hand.
2 imports to rewrite: run again with --write.
`);
    expect(code).toBe(1);
    expect(written.size).toBe(0);
  });

  it('rewrites the imports with --write', async () => {
    const written = new Map<string, string>();
    const { code, out } = await cli(['migrate', '--write', 'app/chat.ts'], { files, written });
    expect([...written]).toEqual([['app/chat.ts', `import { ChatTokenBuilder } from 'accesstoken2/agora-token';\n`]]);
    expect(out).toContain('npm uninstall agora-token agora-access-token && npm install accesstoken2');
    expect(code).toBe(0);
  });

  it('has exit code 0 if nothing is left to do', async () => {
    const { code, out } = await cli(['migrate', 'done'], { files });
    expect({ code, out }).toEqual({ code: 0, out: 'No file imports agora-token or agora-access-token.\n' });
  });

  it('prints JSON', async () => {
    const { out } = await cli(['migrate', '--json', 'app/rtc.js'], { files });
    expect(JSON.parse(out)).toEqual({
      written: false,
      files: [{ file: 'app/rtc.js', imports: 1, todos: [{ line: 3, column: 87, message: expect.any(String) }] }],
    });
  });

  it.each([
    ['TypeScript is not installed', {}],
    ['it is TypeScript 7, which has no parser in JavaScript', { typescript: {} }],
  ])('says how to get the parser if %s', async (_why, modules) => {
    const { code, err } = await cli(['migrate', 'app'], { files, modules });
    expect(code).toBe(2);
    expect(err).toContain('npx -p accesstoken2 -p typescript@5 accesstoken2 migrate PATH');
  });

  it('needs no parser if no file mentions the packages', async () => {
    expect((await cli(['migrate', 'app/other.js'], { files, modules: {} })).code).toBe(0);
  });

  it.each([
    [['migrate'], 'migrate needs a file or folder, such as src'],
    [['migrate', 'nowhere'], "cannot read nowhere: ENOENT: no such file or directory, stat 'nowhere'"],
  ])('%j is a mistake', async (args, message) => {
    const { code, err } = await cli(args, { files });
    expect({ code, err }).toEqual({ code: 2, err: `accesstoken2: ${message}\nTry: accesstoken2 help migrate\n` });
  });
});
