/** The routes of other token servers, for clients that were written for those. They are opt-in, as a set. */
import type { App, TokenRoutes } from '../http/context.ts';
import { agoraPageRoutes } from './agora-page.ts';
import { communityRoutes } from './community.ts';
import { sampleRoute } from './samples.ts';
import { tokenGenerateRoute } from './token-generate.ts';

export function dialectRoutes(app: App, routes: TokenRoutes): void {
  for (const add of [agoraPageRoutes, tokenGenerateRoute, communityRoutes, sampleRoute]) add(app, routes);
}
