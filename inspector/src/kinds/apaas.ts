/** aPaaS, under its two names: the builders for Education are the same. */
import type { ApaasGrant } from 'accesstoken2';
import type { BuilderName, LibraryCall } from '../samples/recipe.ts';
import { integer, type Kind, kind, text } from './kind.ts';

export const apaasKinds: readonly Kind[] = [
  ...kindsOf('apaas', 'ApaasTokenBuilder'),
  ...kindsOf('education', 'EducationTokenBuilder'),
];

function kindsOf(product: 'apaas' | 'education', builder: BuilderName): Kind[] {
  return [
    kind({
      id: `${product}-room-user`,
      group: 'apaas',
      fields: { roomUuid: text('room-1'), userUuid: text('alice'), roomRole: integer(1), expiresIn: integer(3600) },
      // No call of the library of its own: the Chat user id in such a token is an MD5, which the drop-in makes.
      recipe: ({ roomUuid, userUuid, roomRole, expiresIn }) => ({
        official: { builder, method: 'buildRoomUserToken', args: [roomUuid, userUuid, roomRole, expiresIn] },
      }),
    }),
    kind({
      id: `${product}-user`,
      group: 'apaas',
      fields: { userUuid: text('alice'), expiresIn: integer(3600) },
      recipe: ({ userUuid, expiresIn }) => ({
        library: apaasCall({ userUuid, privileges: { user: expiresIn } }, expiresIn),
        official: { builder, method: 'buildUserToken', args: [userUuid, expiresIn] },
      }),
    }),
    kind({
      id: `${product}-app`,
      group: 'apaas',
      fields: { expiresIn: integer(3600) },
      recipe: ({ expiresIn }) => ({
        library: apaasCall({ userUuid: '', privileges: { app: expiresIn } }, expiresIn),
        official: { builder, method: 'buildAppToken', args: [expiresIn] },
      }),
    }),
  ];
}

/** Outside of rooms. */
function apaasCall(grant: Pick<ApaasGrant, 'userUuid' | 'privileges'>, expiresIn: number): LibraryCall {
  return {
    name: 'buildToken',
    options: { expiresIn, services: [{ service: 'apaas', roomUuid: '', role: -1, ...grant }] },
  };
}
