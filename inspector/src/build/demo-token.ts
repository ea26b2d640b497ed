/** A recipe's token, made in the page by the same call that the samples show. */
import {
  type AppCredentials,
  buildChatAppToken,
  buildChatUserToken,
  buildRtcToken,
  buildRtmToken,
  buildToken,
} from 'accesstoken2';
import type { Recipe } from './samples/recipe.ts';

const BUILDERS = { buildChatUserToken, buildChatAppToken, buildRtcToken, buildRtmToken, buildToken };

/** @throws TypeError and TokenError, as the builders do. */
export function buildDemoToken({ library: { name, options } }: Recipe, credentials: AppCredentials): string {
  // Name and options belong together; TypeScript cannot follow that through the lookup.
  const build = BUILDERS[name] as (options: object) => string;
  return build({ ...credentials, ...options });
}
