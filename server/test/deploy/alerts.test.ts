/** The alert rules: valid PromQL that uses metrics and labels the server exposes. */
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { createPrometheusMetrics } from '../../src/operations/prometheus.ts';
import { readAlerts } from './manifests.ts';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string };
}

const { groups } = readAlerts() as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);

const metrics = createPrometheusMetrics();
metrics.requestDone({ method: 'POST', route: '/generate-user-token', status: 200, seconds: 0.001 });
metrics.watchKeys(() => [{ issuer: 'https://id.example', age: 1 }]);
const exposed = await metrics.expose();

/** The source text of all nodes of one kind. */
function nodesOf(expr: string, kind: string): string[] {
  const found: string[] = [];
  parser.parse(expr).iterate({
    enter: ({ type, from, to }) => {
      if (type.name === kind) found.push(expr.slice(from, to));
    },
  });
  return found;
}

describe.each(rules.map((rule) => [rule.alert, rule] as const))('%s', (_, { expr, labels, annotations }) => {
  it('is PromQL', () => {
    expect(nodesOf(expr, '⚠')).toEqual([]);
    expect(nodesOf(expr, 'Identifier').length).toBeGreaterThan(0);
  });

  it('uses only metrics and labels that the server exposes', () => {
    for (const selector of nodesOf(expr, 'VectorSelector')) {
      const [name] = nodesOf(selector, 'Identifier');
      const matchers = nodesOf(selector, 'UnquotedLabelMatcher').filter((matcher) => !matcher.startsWith('job='));
      if (name === 'up') continue;
      const series = exposed.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
      expect(
        series.filter((line) => matchers.every((matcher) => line.includes(matcher))).length,
        selector,
      ).toBeGreaterThan(0);
    }
  });

  it('has a severity and a description', () => {
    expect(labels.severity).toMatch(/^(critical|warning)$/);
    expect(annotations.summary.length).toBeGreaterThan(0);
  });
});
