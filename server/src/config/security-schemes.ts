/** How callers authenticate, as the OpenAPI document says it. Of a hook nothing is known, and in demo mode nobody has to. */
import type { SecuritySchemes } from '../routes/openapi.ts';
import type { AuthConfig } from './config.ts';

export function securitySchemes({ jwt, apiKeys }: AuthConfig): SecuritySchemes {
  return {
    ...(jwt && {
      jwt: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'A JSON Web Token of the sign-in system; the user is in it.',
      },
    }),
    ...(apiKeys && {
      apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'For back ends.' },
      apiKeyAsBearer: { type: 'http', scheme: 'bearer', description: 'The same key in the other header.' },
    }),
  };
}
