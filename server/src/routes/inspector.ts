/** `GET /inspector`: the page that shows what is in a token. It works in the browser alone and asks this server nothing. */
import type { App } from '../http/context.ts';

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
