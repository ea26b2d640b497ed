/**
 * `GET /openapi.json`: the document that the native routes themselves are made from. The dialects are not in it: one path
 * answers in two shapes there, by the type of the body, which OpenAPI cannot say; and who writes a client anew is to use
 * the native routes. docs/dialects.md has them.
 */
import type { App } from '../http/context.ts';

/** A way to authenticate, in OpenAPI's terms. */
export type SecurityScheme =
  | { readonly type: 'http'; readonly scheme: string; readonly bearerFormat?: string; readonly description: string }
  | { readonly type: 'apiKey'; readonly in: 'header' | 'cookie'; readonly name: string; readonly description: string };

/** The names are free; each of the schemes lets a caller in. */
export type SecuritySchemes = Readonly<Record<string, SecurityScheme>>;

export type OpenApiDocument = ReturnType<App['getOpenAPI31Document']>;

/** Returns the document, complete when all routes are there. */
export function openapiRoute(app: App, schemes: SecuritySchemes): () => OpenApiDocument {
  for (const [name, scheme] of Object.entries(schemes)) {
    app.openAPIRegistry.registerComponent('securitySchemes', name, scheme);
  }
  const document = () =>
    app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'accesstoken2-server',
        version: '0.1.0',
        description: 'Issues Agora AccessToken2 tokens.',
        license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT.html' },
      },
      servers: [{ url: '/' }],
      security: Object.keys(schemes).map((name) => ({ [name]: [] })),
    });
  app.get('/openapi.json', (c) => c.json(document()));
  return document;
}
