/** The declarations stand alone: strict, without Node's or the browser's, in both kinds of resolution, today and tomorrow. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { installedPackage } from '../support/installed-package.ts';

const here = new URL('.', import.meta.url).pathname;
const compilers = { 'TypeScript 5.9': 'typescript/bin/tsc', 'TypeScript 7': 'typescript-7/bin/tsc' };
const resolutions = { nodenext: 'nodenext', bundler: 'esnext' };

const CONSUMER = `
import { buildChatUserToken, decodeToken, explainToken, TokenError, verifyToken, type ServiceGrant } from 'accesstoken2';
import { ChatTokenBuilder } from 'accesstoken2/agora-token';
import { createChatSession } from 'accesstoken2/client';
import { createChatRestClient } from 'accesstoken2/rest';

const credentials = { appId: 'a', appCertificate: 'b' };
const token: string = buildChatUserToken({ ...credentials, userId: 'alice', expiresIn: 600 });
const grants: readonly ServiceGrant[] = decodeToken(token).services;
const index: number = verifyToken(token, { appCertificate: 'b', require: { service: 'chat', userId: 'alice' } }).certificateIndex;
const messages: string[] = explainToken(token).map(({ message }) => message);
const code = (error: unknown) => (error instanceof TokenError ? error.code : undefined);
// @ts-expect-error: there is no such service
verifyToken(token, { appCertificate: 'b', require: { service: 'fax' } });
// @ts-expect-error: a lifetime is a number
buildChatUserToken({ ...credentials, userId: 'alice', expiresIn: '600' });
export { ChatTokenBuilder, code, createChatRestClient, createChatSession, grants, index, messages };
`;

let project: string;

beforeAll(async () => {
  project = await installedPackage();
});

describe.each(Object.entries(compilers))('%s', (compiler, path) => {
  it.each(Object.entries(resolutions))('compiles a consumer with %s resolution', (moduleResolution, module) => {
    const folder = join(project, `types-${moduleResolution}-${compiler.replaceAll(/\W/g, '')}`);
    mkdirSync(folder);
    const compilerOptions = { strict: true, noEmit: true, exactOptionalPropertyTypes: true, skipLibCheck: false };
    const host = { target: 'es2022', lib: ['es2022'], types: [], module, moduleResolution };
    const config = { compilerOptions: { ...compilerOptions, ...host }, files: ['consumer.mts', 'consumer.cts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    writeFileSync(join(folder, 'consumer.mts'), CONSUMER);
    writeFileSync(join(folder, 'consumer.cts'), CONSUMER);
    expect(compile(join(here, 'node_modules', path), folder)).toBe('');
  });
});

/** What the compiler prints; nothing if all is well. */
function compile(compiler: string, folder: string): string {
  try {
    return execFileSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
