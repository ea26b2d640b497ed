/** The YAML files of server/deploy, as those read them that they are for: compose as YAML 1.2, kubectl as YAML 1.1. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

export const deploy: string = new URL('../../deploy', import.meta.url).pathname;

/** Every document of a file; what the parser warns of is an error here. */
function documentsOf(file: string, version: '1.1' | '1.2'): unknown[] {
  return parseAllDocuments(readFileSync(join(deploy, file), 'utf8'), { version }).map((document) => {
    const problems = [...document.errors, ...document.warnings];
    if (problems.length > 0) throw new Error(`${file}: ${problems.map(({ message }) => message).join('; ')}`);
    return document.toJS();
  });
}

export const readCompose = (): unknown => documentsOf('compose.yaml', '1.2')[0];

export const readAlerts = (): unknown => documentsOf('alerts.yaml', '1.2')[0];

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  // biome-ignore lint/suspicious/noExplicitAny: what is in it is what the tests are about.
  readonly [field: string]: any;
}

/** What `kubectl apply -k` applies, and the file that lists it. */
export function readManifests(): {
  listed: readonly string[];
  files: readonly string[];
  manifests: readonly Manifest[];
} {
  const [kustomization] = documentsOf('kubernetes/kustomization.yaml', '1.1') as { resources: string[] }[];
  const listed = kustomization?.resources ?? [];
  const files = readdirSync(join(deploy, 'kubernetes')).filter((name) => name !== 'kustomization.yaml');
  return { listed, files, manifests: listed.flatMap((file) => documentsOf(`kubernetes/${file}`, '1.1') as Manifest[]) };
}
