/**
 * `GET /openapi.json`, generated from the native routes. The dialects are not in it: one of their paths answers in two
 * shapes, by the type of the body, which OpenAPI cannot express, and new clients should use the native routes.
 * docs/dialects.md describes the dialects.
 */
import type { App } from '../http/context.ts';
import { jsonText } from '../http/headers.ts';

/** A way to authenticate, in OpenAPI's terms. */
export type SecurityScheme =
  | { readonly type: 'http'; readonly scheme: string; readonly bearerFormat?: string; readonly description: string }
  | { readonly type: 'apiKey'; readonly in: 'header' | 'cookie'; readonly name: string; readonly description: string };

/** By any names; each scheme alone is sufficient. */
export type SecuritySchemes = Readonly<Record<string, SecurityScheme>>;

/** The package's. */
export const VERSION = '0.1.0';

export function openapiRoute(app: App, schemes: SecuritySchemes): void {
  for (const [name, scheme] of Object.entries(schemes)) {
    app.openAPIRegistry.registerComponent('securitySchemes', name, scheme);
  }
  const generate = () =>
    app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'accesstoken2-server',
        version: VERSION,
        description: 'Issues Agora AccessToken2 tokens.',
        license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT.html' },
      },
      servers: [{ url: '/' }],
      security: Object.keys(schemes).map((name) => ({ [name]: [] })),
    });
  // Generated on the first request, when all routes are there; it cannot change after that.
  let document: string | undefined;
  app.get('/openapi.json', (c) => {
    document ??= JSON.stringify(generate());
    return jsonText(c, document);
  });
}
