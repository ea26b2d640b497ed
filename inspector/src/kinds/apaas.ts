/** aPaaS: a user, or the app, outside of rooms. */
import type { ApaasGrant } from 'accesstoken2';
import type { LibraryCall } from '../samples/recipe.ts';
import { integer, type Kind, kind, text } from './kind.ts';

const builder = 'ApaasTokenBuilder';

export const apaasKinds: readonly Kind[] = [
  kind({
    id: 'apaas-user',
    group: 'apaas',
    fields: { userUuid: text('alice'), expiresIn: integer(3600) },
    recipe: ({ userUuid, expiresIn }) => ({
      library: apaasCall({ userUuid, privileges: { user: expiresIn } }, expiresIn),
      official: { builder, method: 'buildUserToken', args: [userUuid, expiresIn] },
    }),
  }),
  kind({
    id: 'apaas-app',
    group: 'apaas',
    fields: { expiresIn: integer(3600) },
    recipe: ({ expiresIn }) => ({
      library: apaasCall({ userUuid: '', privileges: { app: expiresIn } }, expiresIn),
      official: { builder, method: 'buildAppToken', args: [expiresIn] },
    }),
  }),
];

function apaasCall(grant: Pick<ApaasGrant, 'userUuid' | 'privileges'>, expiresIn: number): LibraryCall {
  return {
    name: 'buildToken',
    options: { expiresIn, services: [{ service: 'apaas', roomUuid: '', role: -1, ...grant }] },
  };
}
