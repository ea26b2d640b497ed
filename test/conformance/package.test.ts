/** The package as a user gets it: packed, installed into an empty project, imported, required and run. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { appCertificate, appId } from '../support/credentials.ts';
import { installedPackage, PACKING_TIMEOUT_MS } from '../support/installed-package.ts';

let project: string;

beforeAll(async () => {
  project = await installedPackage();
}, PACKING_TIMEOUT_MS);

function runIn(directory: string, command: string, args: readonly string[], input = ''): string {
  const env = { ...process.env, AGORA_APP_ID: appId, AGORA_APP_CERTIFICATE: appCertificate };
  return execFileSync(command, args, { cwd: directory, env, input, encoding: 'utf8' });
}

const evaluate = (type: 'module' | 'commonjs', source: string) =>
  JSON.parse(runIn(project, process.execPath, [`--input-type=${type}`, '--eval', source]));

const use = `
  const options = { appId: '${appId}', appCertificate: '${appCertificate}', userId: 'alice', expiresIn: 600 };
  const token = lib.buildChatUserToken(options);
  const { appId, appCertificate } = options;
  const required = { service: 'chat', userId: 'alice' };
  const { services } = lib.verifyToken(token, { appId, appCertificate, require: required });
  console.log(JSON.stringify({ names: Object.keys(lib).sort(), services }));
`;
const services = [{ service: 'chat', userId: 'alice', privileges: { user: 600 } }];

describe('the installed package', () => {
  it('contains the built files and documents, and installs nothing else', () => {
    const files = readdirSync(join(project, 'node_modules/accesstoken2'), { recursive: true }) as string[];
    // The types that entries share are in files named by their content.
    const names = new Set(files.map((file) => file.replace(/^dist\/[a-z]+-[\w-]{8}(?=\.)/, 'dist/shared-*')));
    const subpaths = ['agora-token', 'client', 'react', 'rest', 'trace'];
    const kinds = ['cjs', 'd.cts', 'd.ts', 'js'];
    expect([...names].sort()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'dist',
        'dist/cli.js',
        ...['index', ...subpaths].flatMap((entry) => kinds.map((kind) => `dist/${entry}.${kind}`)),
        // What several entries run is in files that they import.
        ...['build', 'decode', 'explain'].flatMap((shared) => [`dist/${shared}.cjs`, `dist/${shared}.js`]),
        'dist/shared-*.d.cts',
        'dist/shared-*.d.ts',
        'package.json',
        // For resolvers that do not read `exports`.
        ...subpaths.flatMap((entry) => [entry, `${entry}/package.json`]),
      ].sort(),
    );
    expect(readdirSync(join(project, 'node_modules')).filter((name) => !/^[.@]/.test(name))).toEqual(['accesstoken2']);
  });

  it('is imported and required, with the same names', () => {
    const imported = evaluate('module', `import * as lib from 'accesstoken2'; ${use}`);
    const required = evaluate('commonjs', `const lib = require('accesstoken2'); ${use}`);
    expect(imported.services).toEqual(services);
    expect(required).toEqual(imported);
  });

  it('has a client that is imported and required, and runs a session with the given SDK', () => {
    const session = `
      const sdk = { async open() {}, async renewToken() {}, close() {}, addEventHandler() {}, removeEventHandler() {} };
      const fetchToken = () => lib.buildChatUserToken(${JSON.stringify({ appId, appCertificate, userId: 'alice', expiresIn: 600 })});
      const session = client.createChatSession(client.agoraChatWeb(sdk), { fetchToken });
      session.login('alice').then(() => {
        console.log(JSON.stringify([session.state, session.userId]));
        session.dispose();
      });
    `;
    const imports = `import * as lib from 'accesstoken2'; import * as client from 'accesstoken2/client'; ${session}`;
    const requires = `const lib = require('accesstoken2'), client = require('accesstoken2/client'); ${session}`;
    expect(evaluate('module', imports)).toEqual(['online', 'alice']);
    expect(evaluate('commonjs', requires)).toEqual(['online', 'alice']);
  });

  it('runs as a command', () => {
    const token = runIn(project, 'npx', ['--offline', 'accesstoken2', 'chat-user', '--user', 'alice', '--quiet']);
    expect(token).toMatch(/^007[A-Za-z0-9+/]+=*\n$/);
    const verified = JSON.parse(
      runIn(project, 'npx', ['--offline', 'accesstoken2', 'verify', '--service', 'chat', '--json'], token),
    );
    expect(verified).toMatchObject({ verified: true, appId, expiresIn: 3600 });
  });
});
