/**
 * The OpenAPI document as a page: HTML without a script. A library for such pages would be a script that has to
 * be served from here, under a policy that lets it run; this server's document is short enough to do without.
 */
import { html } from 'hono/html';
import type { OpenApiDocument } from './openapi.ts';

/** What is read of the document. */
interface Described {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: {
    readonly schemas?: Readonly<Record<string, Schema>>;
    readonly securitySchemes?: Readonly<Record<string, SecurityScheme>>;
  };
}

interface Operation {
  readonly summary?: string;
  readonly security?: readonly object[];
  readonly requestBody?: Content;
  readonly responses: Readonly<
    Record<string, Content & { description: string; headers?: Record<string, WithDescription> }>
  >;
}

interface WithDescription {
  readonly description?: string;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface Schema extends WithDescription {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly example?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

interface SecurityScheme extends WithDescription {
  readonly type: string;
  readonly name?: string;
}

type Html = ReturnType<typeof html>;

export function referencePage(document: OpenApiDocument): Html {
  const { info, paths = {}, components = {} } = document as unknown as Described;
  const { schemas = {}, securitySchemes = {} } = components;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title}: reference</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/reference.css">
</head>
<body>
<main>
<h1>${info.title} <small>${info.version}</small></h1>
<p>${info.description} The same for programs: <a href="/openapi.json">openapi.json</a>.</p>
${authentication(securitySchemes)}
${Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => section(method.toUpperCase(), path, operation)),
)}
<h2>Schemas</h2>
${Object.entries(schemas).map(
  ([name, schema]) => html`<section id="${name}"><h3>${name}</h3>${fields(schema)}</section>`,
)}
</main>
</body>
</html>`;
}

function authentication(schemes: Readonly<Record<string, SecurityScheme>>): Html | string {
  const entries = Object.values(schemes);
  if (entries.length === 0) return '';
  return html`<h2>Who may ask</h2>
<p>Whoever has one of these:</p>
<ul>${entries.map(({ type, name, description }) => {
    const header = type === 'apiKey' ? `${name}: …` : 'Authorization: Bearer …';
    return html`<li><code>${header}</code> ${description ?? ''}</li>`;
  })}</ul>`;
}

function section(method: string, path: string, { summary, security, requestBody, responses }: Operation): Html {
  return html`<section>
<h2><code>${method} ${path}</code></h2>
<p>${summary ?? ''}${security?.length === 0 ? '. Everybody may ask.' : ''}</p>
${requestBody === undefined ? '' : html`<p>Body: ${schemaLink(requestBody)}, as JSON.</p>`}
<table>
<thead><tr><th scope="col">Answer</th><th scope="col">When</th><th scope="col">Body</th><th scope="col">Headers</th></tr></thead>
<tbody>${Object.entries(responses).map(
    ([status, { description, headers = {}, content }]) => html`
<tr><td>${status}</td><td>${description}</td><td>${content ? schemaLink({ content }) : ''}</td>
<td>${Object.entries(headers).map(([name, header]) => html`<code title="${header.description ?? ''}">${name}</code> `)}</td></tr>`,
  )}
</tbody>
</table>
</section>`;
}

/** Every body of this server is a schema with a name. */
function schemaLink({ content = {} }: Content): Html {
  const name = content['application/json']?.schema.$ref?.split('/').at(-1) ?? '';
  return html`<a href="#${name}">${name}</a>`;
}

function fields({ properties = {}, required = [] }: Schema): Html {
  return html`<table>
<thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">What it is</th></tr></thead>
<tbody>${Object.entries(properties).map(
    ([name, schema]) => html`
<tr><td><code>${name}</code>${required.includes(name) ? '' : ' (optional)'}</td><td>${typeOf(schema)}</td>
<td>${schema.description ?? ''}${
      schema.example === undefined ? '' : html` Example: <code>${JSON.stringify(schema.example)}</code>`
    }</td></tr>`,
  )}
</tbody>
</table>`;
}

function typeOf({ type, enum: values, minimum, maximum }: Schema): Html | string {
  if (values !== undefined) return html`${values.map((value) => html`<code>${JSON.stringify(value)}</code> `)}`;
  return minimum === undefined || maximum === undefined ? (type ?? '') : `${type}, ${minimum} to ${maximum}`;
}

export const REFERENCE_STYLE = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h2 { margin-top: 2.5rem; }
small { font-weight: normal; opacity: 0.75; }
code { font: 0.9em ui-monospace, monospace; overflow-wrap: anywhere; }
section { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8886; padding: 0.4rem 1rem 0.4rem 0; text-align: left; vertical-align: top; }
`;
