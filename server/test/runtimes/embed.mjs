/** A program that embeds the server on Bun or Deno, with its own function to identify the caller. */
const { Bun, process } = globalThis;
const { readConfig, start } = Bun
  ? await import('accesstoken2-server/bun').then((entry) => ({ ...entry, start: entry.startBunServer }))
  : await import('accesstoken2-server/deno').then((entry) => ({ ...entry, start: entry.startDenoServer }));

const authenticate = (request) =>
  request.headers.get('cookie') === 'session=of-alice' ? { id: 'session', user: 'alice' } : undefined;
const { url } = await start(readConfig({ ...process.env, AUTH_MODE: 'hook' }), {
  authenticate,
  addRoutes: (app) => app.get('/about', (c) => c.text('mine')),
});
console.log(JSON.stringify({ msg: 'listening', url }));
