/** A recipe's token, made in the page by the same call that the samples show. */
import {
  type AppCredentials,
  buildChatAppToken,
  buildChatUserToken,
  buildRtcToken,
  buildRtmToken,
  buildToken,
  createTokenIssuer,
} from 'accesstoken2';
import { ApaasTokenBuilder } from 'accesstoken2/agora-token';
import type { LibraryCall, OfficialCall, Recipe } from '../samples/recipe.ts';

const BUILDERS = { buildChatUserToken, buildChatAppToken, buildRtcToken, buildRtmToken, buildToken };

/** @throws TypeError and TokenError, as the builders do. */
export function buildDemoToken({ library, official }: Recipe, credentials: AppCredentials): string {
  if (library !== undefined) return callLibrary(library, credentials);
  if (official !== undefined) return buildRoomUserToken(official, credentials);
  throw new Error('the recipe has no call');
}

function callLibrary({ name, options }: LibraryCall, credentials: AppCredentials): string {
  // Name and options belong together; TypeScript cannot follow that through the lookup.
  const build = BUILDERS[name] as (options: object) => string;
  return build({ ...credentials, ...options, allowBrowser: true });
}

/** The one call of the drop-in that the library has no other form of; Education's is the same. */
function buildRoomUserToken({ args }: OfficialCall, credentials: AppCredentials): string {
  // The drop-in answers wrong credentials with an empty text. An issuer says what is wrong with them.
  createTokenIssuer({ ...credentials, allowBrowser: true });
  const [roomUuid, userUuid, role, expire] = args as [string, string, number, number];
  const { appId, appCertificate } = credentials;
  return ApaasTokenBuilder.buildRoomUserToken(appId, appCertificate, roomUuid, userUuid, role, expire);
}
