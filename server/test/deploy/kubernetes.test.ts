/** The Kubernetes manifests against the API's schemas and this server's configuration. No cluster runs them here. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import ipaddr from 'ipaddr.js';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { Service } from 'kubernetes-models/v1/Service';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read.ts';
import { type Manifest, readManifests } from './manifests.ts';

const { listed, files, manifests, settings, images } = readManifests();
const models = {
  Deployment,
  HTTPRoute,
  HorizontalPodAutoscaler,
  Ingress,
  Namespace,
  NetworkPolicy,
  PodDisruptionBudget,
  Service,
  ServiceMonitor,
};

const find = (kind: string, name = 'accesstoken2-server') =>
  manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name) as Manifest;
const pod = (name?: string) => find('Deployment', name).spec.template.spec;
const [container] = pod().containers;

it('kustomization.yaml lists every file, in comments those that need more than a plain cluster', () => {
  expect([...listed].sort()).toEqual([...files].sort());
});

describe.each(manifests.map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest] as const))(
  '%s',
  (_, manifest) => {
    it('matches the schema', () => {
      const Model = models[manifest.kind as keyof typeof models];
      expect({ kind: manifest.kind, apiVersion: manifest.apiVersion }).toEqual(
        expect.objectContaining({ apiVersion: new Model({} as never).apiVersion }),
      );
      expect(() => new Model(manifest as never).validate()).not.toThrow();
    });
  },
);

/** The schemas allow unknown fields, which a cluster would drop; TypeScript's types do not. */
it('no manifest has an unknown field', () => {
  const folder = mkdtempSync(join(import.meta.dirname, 'node_modules/.manifests-'));
  try {
    const file = join(folder, 'manifests.ts');
    writeFileSync(file, manifests.map(typed).join('\n'));
    const program = ts.createProgram([file], {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      noEmit: true,
      strict: true,
      skipLibCheck: true,
      types: [],
    });
    const found = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    expect(found).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function typed({ kind, apiVersion, ...rest }: Manifest): string {
  const type = `import('${MODULES[kind as keyof typeof MODULES]}').I${kind}`;
  return `{ const manifest: ${type} = ${JSON.stringify({ apiVersion, kind, ...rest })}; }`;
}

const MODULES = {
  Deployment: 'kubernetes-models/apps/v1/Deployment',
  HTTPRoute: '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute',
  HorizontalPodAutoscaler: 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler',
  Ingress: 'kubernetes-models/networking.k8s.io/v1/Ingress',
  Namespace: 'kubernetes-models/v1/Namespace',
  NetworkPolicy: 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy',
  PodDisruptionBudget: 'kubernetes-models/policy/v1/PodDisruptionBudget',
  Service: 'kubernetes-models/v1/Service',
  ServiceMonitor: '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor',
} as const;

describe('the token server', () => {
  it('starts with this configuration, and its secrets are mounted where the variables point', () => {
    const mount = container.volumeMounts[0].mountPath;
    const secret = (path: string) => {
      expect(path.startsWith(`${mount}/`)).toBe(true);
      return SECRETS[path.slice(mount.length + 1)] as string;
    };
    const config = readConfig({ ...settings, HOST: '0.0.0.0' }, secret);
    expect(config).toMatchObject({ auth: { modes: ['jwt', 'api-key'] }, listen: { host: '0.0.0.0', port: 8080 } });
    expect(config.redisUrl).toBe(`redis://:password@${find('Service', 'accesstoken2-redis').metadata.name}:6379`);
    expect(
      Object.keys(settings).filter(
        (name) => /CERTIFICATE|API_KEYS|REDIS|METRICS/.test(name) && !name.endsWith('_FILE'),
      ),
    ).toEqual([]);
  });

  it('has a ConfigMap whose name changes with its content, so that a change rolls the pods', () => {
    expect(container.envFrom).toEqual([{ configMapRef: { name: 'accesstoken2-server' } }]);
    expect(images).toEqual([expect.objectContaining({ name: container.image })]);
  });

  it('does not trust a whole pod network as proxies', () => {
    const trusted = (settings.TRUSTED_PROXIES as string).split(',').map((network) => ipaddr.parseCIDR(network));
    expect(trusted.length).toBeGreaterThan(0);
    for (const [address, bits] of trusted) expect(bits).toBeGreaterThanOrEqual(address.kind() === 'ipv4' ? 28 : 124);
  });

  it('may reach the DNS of the cluster and of the node, and its keys over IPv4 and IPv6', () => {
    const [dns, , keys] = find('NetworkPolicy').spec.egress;
    expect(dns.ports).toEqual([
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
    ]);
    const blocks = (rule: { to: { ipBlock?: { cidr: string } }[] }) =>
      rule.to.flatMap(({ ipBlock }) => (ipBlock ? [ipBlock.cidr] : []));
    expect(blocks(dns).map((cidr) => ipaddr.parseCIDR(cidr)[0].kind())).toEqual(['ipv4', 'ipv6']);
    expect(blocks(keys)).toEqual(['0.0.0.0/0', '::/0']);
  });

  it('exposes only the token routes outside the cluster', () => {
    const paths = [
      ...find('Ingress').spec.rules[0].http.paths.map(({ path }: { path: string }) => path),
      ...find('HTTPRoute').spec.rules[0].matches.map(({ path }: { path: { value: string } }) => path.value),
    ];
    expect([...new Set(paths)]).toEqual(['/generate-user-token', '/generate-app-token']);
    const ports = find('Service').spec.ports;
    expect(find('HTTPRoute').spec.rules[0].backendRefs).toEqual([{ name: 'accesstoken2-server', port: ports[0].port }]);
  });

  it('is scraped under the job name in the alerts, with the credential from the Secret', () => {
    const { jobLabel, selector, endpoints } = find('ServiceMonitor').spec;
    expect(find('Service').metadata.labels).toEqual({ [jobLabel]: 'accesstoken2-server' });
    expect(selector.matchLabels).toEqual(find('Service').metadata.labels);
    const file = settings.METRICS_TOKEN_FILE?.split('/').at(-1);
    expect(endpoints).toEqual([
      expect.objectContaining({
        port: 'http',
        path: '/metrics',
        authorization: { type: 'Bearer', credentials: { name: 'accesstoken2-server', key: file } },
      }),
    ]);
  });

  it('has a long enough grace period to stop', () => {
    const { SHUTDOWN_DELAY, SHUTDOWN_TIMEOUT } = settings;
    expect(pod().terminationGracePeriodSeconds).toBeGreaterThan(Number(SHUTDOWN_DELAY) + Number(SHUTDOWN_TIMEOUT));
  });

  it('has probes for its own routes and port', () => {
    expect(container.ports).toEqual([{ name: 'http', containerPort: 8080 }]);
    const asked = ['startupProbe', 'readinessProbe', 'livenessProbe'].map((name) => container[name].httpGet);
    expect(asked).toEqual(['/healthz', '/readyz', '/healthz'].map((path) => ({ path, port: 'http' })));
    expect(find('Service').spec.ports).toEqual([{ name: 'http', port: 80, targetPort: 'http' }]);
    expect(find('Ingress').spec.rules[0].http.paths[0].backend.service.port).toEqual({ name: 'http' });
  });

  it('is selected by the autoscaler, the budget, the service and the network policy', () => {
    const labels = find('Deployment').spec.template.metadata.labels;
    expect(find('Deployment').spec.selector.matchLabels).toEqual(labels);
    expect(find('Service').spec.selector).toEqual(labels);
    expect(find('PodDisruptionBudget').spec.selector.matchLabels).toEqual(labels);
    expect(find('NetworkPolicy').spec.podSelector.matchLabels).toEqual(labels);
    expect(find('HorizontalPodAutoscaler').spec.scaleTargetRef.name).toBe(find('Deployment').metadata.name);
    expect(find('HorizontalPodAutoscaler').spec.minReplicas).toBeGreaterThan(1);
  });
});

it.each(['accesstoken2-server', 'accesstoken2-redis'])('%s meets the restricted pod security standard', (name) => {
  const spec = pod(name);
  expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  expect(spec.automountServiceAccountToken).toBe(false);
  for (const { securityContext, resources } of spec.containers) {
    expect(securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(resources.limits.memory).toMatch(/Mi$/);
  }
  // Only the files' group can read them.
  expect(spec.volumes[0].secret.defaultMode).toBe(0o440);
});

const SECRETS: Readonly<Record<string, string>> = {
  agora_app_certificate: 'f'.repeat(32),
  agora_app_certificate_secondary: '',
  sign_with: '',
  api_keys: JSON.stringify([{ id: 'shop', sha256: 'a'.repeat(64), scopes: ['user-token'] }]),
  redis_url: 'redis://:password@accesstoken2-redis:6379',
  metrics_token: 'sixteen-characters',
};
