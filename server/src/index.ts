/** accesstoken2-server for embedders: the server as a Fetch handler, and its building blocks. */
export type { Authenticate } from './auth/authenticate.ts';
export type { CheckPassword } from './dialects/demo-apps.ts';
export { Refusal, type RefusalCode } from './refusals.ts';
export { createTokenServer, type TokenServer, type TokenServerOptions } from './server.ts';
export type { Caller } from './tokens/caller.ts';
export { DEFAULT_POLICY, type Policy } from './tokens/policy.ts';
