/** The declarations compile in strict mode, without other types, in every kind of resolution, with compilers of three years. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { installedPackage } from '../support/installed-package.ts';

const here = new URL('.', import.meta.url).pathname;
/** TypeScript 7 no longer has the classic resolution. */
const compilers = [
  { compiler: 'TypeScript 5.0', path: 'typescript-5.0/bin/tsc', resolutions: ['node', 'nodenext', 'bundler'] },
  { compiler: 'TypeScript 5.4', path: 'typescript-5.4/bin/tsc', resolutions: ['node', 'nodenext', 'bundler'] },
  { compiler: 'TypeScript 5.9', path: 'typescript/bin/tsc', resolutions: ['node', 'nodenext', 'bundler'] },
  { compiler: 'TypeScript 7', path: 'typescript-7/bin/tsc', resolutions: ['nodenext', 'bundler'] },
];

/** The settings for each resolution; the classic one, `node`, does not read `exports` or .mts files. */
const settings: Readonly<Record<string, { module: string; files: readonly string[] }>> = {
  node: { module: 'commonjs', files: ['consumer.ts'] },
  nodenext: { module: 'nodenext', files: ['consumer.mts', 'consumer.cts'] },
  bundler: { module: 'esnext', files: ['consumer.mts', 'consumer.cts'] },
};

const CONSUMER = `
import { buildChatUserToken, decodeToken, explainToken, TokenError, verifyToken, type ServiceGrant } from 'accesstoken2';
import { ChatTokenBuilder } from 'accesstoken2/agora-token';
import { createChatSession } from 'accesstoken2/client';
import { useChatSession } from 'accesstoken2/react';
import { createChatRestClient } from 'accesstoken2/rest';

const credentials = { appId: 'a', appCertificate: 'b' };
const token: string = buildChatUserToken({ ...credentials, userId: 'alice', expiresIn: 600 });
const grants: readonly ServiceGrant[] = decodeToken(token).services;
const index: number = verifyToken(token, { appCertificate: 'b', require: { service: 'chat', userId: 'alice' } }).certificateIndex;
const { grant } = verifyToken(token, { appCertificate: 'b', require: { service: 'chat', privilege: 'user' } });
const owner: string = grant.userId;
const { grant: rtc } = verifyToken(token, { appCertificate: 'b', require: { service: 'rtc' } });
const channel: string = rtc.channelName;
// @ts-expect-error: the grant is one of Chat, which has no channel
grant.channelName;
const messages: string[] = explainToken(token).map(({ message }) => message);
const code = (error: unknown) => (error instanceof TokenError ? error.code : undefined);
// @ts-expect-error: there is no such service
verifyToken(token, { appCertificate: 'b', require: { service: 'fax' } });
// @ts-expect-error: a lifetime is a number
buildChatUserToken({ ...credentials, userId: 'alice', expiresIn: '600' });
export { ChatTokenBuilder, channel, code, createChatRestClient, createChatSession, grants, index, messages, owner, useChatSession };
`;

let project: string;

beforeAll(async () => {
  project = await installedPackage();
});

describe.each(compilers)('$compiler', ({ compiler, path, resolutions }) => {
  it.each(resolutions)('compiles a consumer with %s resolution', (moduleResolution) => {
    const folder = join(project, `types-${moduleResolution}-${compiler.replaceAll(/\W/g, '')}`);
    mkdirSync(folder);
    const { module, files } = settings[moduleResolution] ?? { module: '', files: [] };
    const compilerOptions = { strict: true, noEmit: true, exactOptionalPropertyTypes: true, skipLibCheck: false };
    const host = { target: 'es2022', lib: ['es2022'], types: [], module, moduleResolution };
    const config = { compilerOptions: { ...compilerOptions, ...host }, files };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    for (const file of files) writeFileSync(join(folder, file), CONSUMER);
    expect(compile(join(here, 'node_modules', path), folder)).toBe('');
  });
});

/** The compiler's output; empty on success. */
function compile(compiler: string, folder: string): string {
  try {
    return execFileSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
