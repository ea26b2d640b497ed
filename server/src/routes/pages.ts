/** Pages for people. `GET /inspector` shows what is in a token. It runs in the browser and sends nothing to this server. */
import type { App } from '../http/context.ts';
import { text } from '../http/headers.ts';

export function inspectorRoute(app: App): void {
  app.get('/inspector', async (c) => {
    // Loaded on demand: most servers never serve it, and the page is as large as the rest of the program.
    const { contentSecurityPolicy, page } = await import('accesstoken2-inspector/page');
    return c.html(page, 200, {
      // The page has a policy of its own; this part works in a header only.
      'Content-Security-Policy': `${contentSecurityPolicy}; frame-ancestors 'none'`,
    });
  });
}

/** `GET /` in demo mode, for someone who opens the server's address in a browser. */
export function demoRoute(app: App): void {
  app.get('/', (c) => text(c, DEMO_TEXT));
}

const DEMO_TEXT = `accesstoken2-server, in demo mode

  curl -X POST http://localhost:8080/generate-user-token \\
    -H 'Content-Type: application/json' -d '{"user_uuid":"alice"}'

GET /openapi.json   every route
GET /inspector      what is in a token
Documentation       https://github.com/accesstoken2/accesstoken2/tree/main/server#readme
`;
