/**
 * A service is one file and its entries in the registry: adds one to a copy of the source and checks that everything else
 * follows. Only the registry may name it.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { credentials } from '../support/credentials.ts';

const SERVICE = `/** Whiteboard. */
import { text, u32 } from '../wire/codecs.ts';
import { type Privileges, privileges, type Service, service } from './service.ts';

export interface WhiteboardGrant {
  readonly service: 'whiteboard';
  readonly board: string;
  readonly pages: number;
  readonly privileges: Privileges<'draw' | 'erase'>;
}

export const whiteboard: Service<WhiteboardGrant> = service<WhiteboardGrant>({
  type: 11,
  name: 'whiteboard',
  fields: { privileges: privileges({ draw: 1, erase: 2 }), board: text, pages: u32 },
});
`;

// Inside the checkout, so that the copy is compiled as the source is.
const copy = mkdtempSync(new URL('../../node_modules/.new-service-', import.meta.url).pathname);
afterAll(() => rmSync(copy, { recursive: true }));

function copyWithWhiteboard(): void {
  cpSync(new URL('../../src', import.meta.url).pathname, copy, { recursive: true });
  writeFileSync(join(copy, 'services/whiteboard.ts'), SERVICE);
  const file = join(copy, 'services/registry.ts');
  const registry = readFileSync(file, 'utf8');
  const changed = registry
    .replace(
      "from './stt.ts';\n",
      "from './stt.ts';\nimport { type WhiteboardGrant, whiteboard } from './whiteboard.ts';\n",
    )
    .replace('  | SttGrant;', '  | SttGrant\n  | WhiteboardGrant;')
    .replace('  stt,\n]', '  stt,\n  whiteboard,\n]');
  expect(changed.length - registry.length).toBeGreaterThan(100);
  writeFileSync(file, changed);
}

describe('a new service', () => {
  it('is built, read, verified, listed and explained', async () => {
    copyWithWhiteboard();
    const library = await import(/* @vite-ignore */ join(copy, 'index.ts'));
    const grant = { service: 'whiteboard', board: 'maths', pages: 7, privileges: { draw: 600, erase: 0 } };
    const token = library.buildToken({ ...credentials, expiresIn: 600, services: [grant] });
    expect(library.decodeToken(token).services).toEqual([grant]);

    const { appCertificate } = credentials;
    const verify = (require: object) => library.verifyToken(token, { appCertificate, require }).grant;
    expect(verify({ service: 'whiteboard', board: 'maths', pages: 7, privilege: 'draw' })).toEqual(grant);
    expect(verify({ service: 'whiteboard', privilege: 2 })).toEqual(grant);
    expect(() => verify({ service: 'whiteboard', pages: 8 })).toThrow(
      "the token's whiteboard grant is for another pages",
    );
    expect(() => verify({ service: 'whiteboard', bord: 'x' })).toThrow("did you mean 'board'?");

    expect(library.serviceCatalog.at(-1)).toEqual({
      service: 'whiteboard',
      type: 11,
      fields: { board: 'string', pages: 'uint32' },
      privileges: { draw: 1, erase: 2 },
    });
    expect(library.explainToken(token, { appCertificate })).toEqual([]);
    const { traceToken } = await import(/* @vite-ignore */ join(copy, 'trace/index.ts'));
    expect(traceToken(token).spans.at(-1).field).toBe('services[0].pages');
  });
});
