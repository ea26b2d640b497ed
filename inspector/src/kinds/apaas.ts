/** aPaaS: a user, or the app, outside of rooms. */
import type { ApaasGrant } from 'accesstoken2';
import { anyServices, type Kind, kind, official } from './kind.ts';

export const apaasKinds: readonly Kind[] = [
  kind('apaas', 'apaas-user', ['userUuid', 'expiresIn'], ({ userUuid, expiresIn }) => ({
    library: anyServices(expiresIn, [outsideOfRooms(userUuid, { user: expiresIn })]),
    official: official('Apaas', 'buildUserToken', userUuid, expiresIn),
  })),
  kind('apaas', 'apaas-app', ['expiresIn'], ({ expiresIn }) => ({
    library: anyServices(expiresIn, [outsideOfRooms('', { app: expiresIn })]),
    official: official('Apaas', 'buildAppToken', expiresIn),
  })),
];

function outsideOfRooms(userUuid: string, privileges: ApaasGrant['privileges']): ApaasGrant {
  return { service: 'apaas', roomUuid: '', role: -1, userUuid, privileges };
}
