/** Builds the token of a recipe, by the same call that the TypeScript sample shows. */
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

/** @throws TokenError as the builders do. */
export function buildDemoToken({ library: { name, options } }: Recipe, credentials: AppCredentials): string {
  // The options match the name, but TypeScript cannot see that through the lookup.
  const build = BUILDERS[name] as (options: object) => string;
  return build({ ...credentials, ...options });
}
