/** `GET /openapi.json`: the document that the routes themselves are made from. */
import type { App } from '../http/context.ts';

export function openapiRoute(app: App): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'A JSON Web Token of your sign-in system, or an API key.',
  });
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'accesstoken2-server',
      version: '0.1.0',
      description: 'Issues Agora AccessToken2 tokens.',
      license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT.html' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
  });
}
