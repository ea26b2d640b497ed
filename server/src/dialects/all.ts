/** The routes of other token servers, for clients that were written for those. They are opt-in, as a set. */
import type { App, Counter } from '../http/context.ts';
import { communityRoutes } from './community.ts';
import { neutralRoute } from './neutral.ts';
import { pageNodeRoutes } from './page-node.ts';
import { pageWebRoutes } from './page-web.ts';
import { tokenGenerateRoute } from './token-generate.ts';

export function dialectRoutes(app: App, counter: Counter): void {
  for (const add of [pageNodeRoutes, tokenGenerateRoute, pageWebRoutes, communityRoutes, neutralRoute]) {
    add(app, counter);
  }
}
