/** The public face, as a list: a change to it is a visible diff. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as library from '../../../src/index.ts';

it('the library exports these values', () => {
  expect(Object.keys(library).sort()).toEqual([
    'TokenError',
    'buildChatAppToken',
    'buildChatUserToken',
    'buildRtcToken',
    'buildRtmToken',
    'buildToken',
    'createTokenIssuer',
    'decodeToken',
    'verifyToken',
  ]);
});

it('the package exports these paths, and depends on nothing', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  expect(Object.keys(manifest.exports)).toEqual(['.', './package.json']);
  expect(manifest.dependencies ?? {}).toEqual({});
  expect(manifest.peerDependencies ?? {}).toEqual({});
});
