/** The page under `/reference`: everything of the document, from this server alone, and nothing that runs. */
import { describe, expect, it } from 'vitest';
import { configured, production } from '../support/configured.ts';
import { ask, listening } from '../support/listening.ts';

it.each([
  ['is there in demo mode', {}, 200],
  ['is not there with REFERENCE=off', { REFERENCE: 'off' }, 404],
  ['is not there elsewhere', production, 404],
  ['is there elsewhere with REFERENCE=on', { ...production, REFERENCE: 'on' }, 200],
])('%s', async (_, env, status) => {
  const url = await configured(env);
  expect((await ask(`${url}/reference`)).status).toBe(status);
  expect((await ask(`${url}/reference.css`)).status).toBe(status);
});

describe('the page', () => {
  const page = async () => ask(`${await listening({ reference: true })}/reference`);

  it('lets nothing run, and loads nothing but its own style', async () => {
    const { headers } = await page();
    expect(headers.get('content-type')).toBe('text/html; charset=UTF-8');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  it('refers to paths of this server only, which are all there, and has neither scripts nor styles inside', async () => {
    const url = await listening({ reference: true });
    const { text } = await ask(`${url}/reference`);
    const targets = [...text.matchAll(/\b(?:href|src|action|data|poster|srcset)="([^"]*)"/g)].map(
      ([, target]) => target,
    );
    const outside = new Set(targets.filter((target) => !target?.startsWith('#')));
    expect(outside).toEqual(new Set(['data:,', '/reference.css', '/openapi.json']));
    for (const path of ['/reference.css', '/openapi.json']) expect((await ask(`${url}${path}`)).status).toBe(200);
    expect(text).not.toMatch(/<script|<style|<iframe|<img|\son\w+=|\sstyle=|javascript:|url\(|@import/i);
    expect((await ask(`${url}/reference.css`)).text).not.toMatch(/url\(|@import/i);
  });

  it('leads every link within it to a place that is there', async () => {
    const { text } = await page();
    const anchors = [...text.matchAll(/href="#([^"]*)"/g)].map(([, anchor]) => anchor);
    const places = [...text.matchAll(/\bid="([^"]*)"/g)].map(([, id]) => id);
    expect(anchors.length).toBeGreaterThan(0);
    expect(anchors.filter((anchor) => !places.includes(anchor))).toEqual([]);
  });

  it('has every operation, answer, schema and field of the document', async () => {
    const url = await listening({ reference: true });
    const { text } = await ask(`${url}/reference`);
    const { paths, components } = (await ask(`${url}/openapi.json`)).json as {
      paths: Record<string, Record<string, { summary: string; responses: Record<string, { description: string }> }>>;
      components: { schemas: Record<string, { properties: Record<string, object> }> };
    };
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, { summary, responses }] of Object.entries(methods)) {
        expect(text).toContain(`<h2><code>${method.toUpperCase()} ${path}</code></h2>\n<p>${summary}`);
        for (const [status, { description }] of Object.entries(responses)) {
          expect(text).toContain(`<tr><td>${status}</td><td>${description}</td>`);
        }
      }
    }
    for (const [name, { properties }] of Object.entries(components.schemas)) {
      expect(text).toContain(`<section id="${name}">`);
      for (const field of Object.keys(properties)) expect(text).toContain(`<code>${field}</code>`);
    }
  });

  it('escapes what is in the document', async () => {
    const securitySchemes = { own: { type: 'http', scheme: 'bearer', description: '<b>&"' } } as const;
    const { text } = await ask(`${await listening({ reference: true, securitySchemes })}/reference`);
    expect(text).toContain('<li><code>Authorization: Bearer …</code> &lt;b&gt;&amp;&quot;</li>');
  });
});
