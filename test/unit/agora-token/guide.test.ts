/** The table of calls in the migration guide, run: the old and the new call make tokens with the same contents. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Rtm2Permissions } from '../../../src/agora-token/index.ts';
import * as library from '../../../src/index.ts';
import { official } from '../../support/agora-token.ts';
import { appCertificate, appId, credentials } from '../../support/credentials.ts';
import { readTable } from './guide.ts';

const permissions = new Rtm2Permissions();
permissions.add(Rtm2Permissions.kMessageChannels, Rtm2Permissions.kRead, ['lobby']);

/** What the guide's calls use. The old ones are the official package's own. */
const names = {
  ...official,
  ...library,
  ids: [appId, appCertificate],
  app: credentials,
  permissions,
  md5: (text: string) => createHash('md5').update(text).digest('hex'),
};

function contentsOf(call: string): object {
  const token = new Function(...Object.keys(names), `return ${call};`)(...Object.values(names));
  const { appId: id, expiresIn, services } = library.verifyToken(token, { appCertificate });
  return { id, expiresIn, services };
}

const rows = readTable('The same tokens with named options').map((cells) =>
  cells.map((cell) => cell.replaceAll('`', '')),
);

describe('the same contents', () => {
  it.each(rows)('%s', (before, after) => {
    expect(contentsOf(after as string)).toEqual(contentsOf(before as string));
  });

  it('for every method', () => {
    const called = rows.map(([before = '']) => before.slice(0, before.indexOf('(')));
    const all = Object.entries(official).flatMap(([name, value]) =>
      Object.getOwnPropertyNames(value)
        .filter((method) => /^build/i.test(method))
        .map((method) => `${name}.${method}`),
    );
    expect(called.sort()).toEqual(all.filter((name) => !name.startsWith('Education')).sort());
  });
});
