/** The YAML files of server/deploy, as those read them that they are for: compose as YAML 1.2, kubectl as YAML 1.1. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
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
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  // biome-ignore lint/suspicious/noExplicitAny: what is in it is what the tests are about.
  readonly [field: string]: any;
}

export interface Kustomization {
  /** The files that it names, those in comments too. */
  readonly listed: readonly string[];
  readonly files: readonly string[];
  readonly manifests: readonly Manifest[];
  /** What its ConfigMap is made from. */
  readonly settings: Readonly<Record<string, string>>;
  readonly images: readonly { readonly name: string }[];
}

/** What `kubectl apply -k` applies, and what it would apply without the comments. */
export function readManifests(): Kustomization {
  const [kustomization] = documentsOf('kubernetes/kustomization.yaml', '1.1') as {
    resources: string[];
    configMapGenerator: { name: string; envs: string[] }[];
    images: { name: string }[];
  }[];
  const text = readFileSync(join(deploy, 'kubernetes/kustomization.yaml'), 'utf8');
  const optional = [...text.matchAll(/^ {2}# - (\S+\.yaml)$/gm)].map(([, file]) => file as string);
  const listed = [...(kustomization?.resources ?? []), ...optional];
  const files = readdirSync(join(deploy, 'kubernetes')).filter((name) => /(?<!^kustomization)\.yaml$/.test(name));
  const [generator] = kustomization?.configMapGenerator ?? [];
  if (generator?.name !== 'accesstoken2-server') throw new Error('there is no such ConfigMap');
  const settings = generator.envs.map((file) => parseEnv(readFileSync(join(deploy, 'kubernetes', file), 'utf8')));
  return {
    listed,
    files,
    manifests: listed.flatMap((file) => documentsOf(`kubernetes/${file}`, '1.1') as Manifest[]),
    settings: Object.assign({}, ...settings),
    images: kustomization?.images ?? [],
  };
}
