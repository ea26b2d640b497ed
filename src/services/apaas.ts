/** aPaaS, also called Education: a user's role in a room, a user, or the whole app. */
import { i16, text } from '../wire/codecs.ts';
import { type Privileges, privileges, type Service, service } from './service.ts';

/** A grant of aPaaS, also called Education. */
export interface ApaasGrant {
  readonly service: 'apaas';
  /** Empty if the grant is not for one room. */
  readonly roomUuid: string;
  /** Empty in an app token. */
  readonly userUuid: string;
  /** From -32768 to 32767; -1 means no role. */
  readonly role: number;
  /** `roomUser`: enters a room in that role. `user`: uses aPaaS as a user. `app`: manages the whole app. */
  readonly privileges: Privileges<'roomUser' | 'user' | 'app'>;
}

export const apaas: Service<ApaasGrant> = service<ApaasGrant>({
  type: 7,
  name: 'apaas',
  fields: {
    privileges: privileges({ roomUser: 1, user: 2, app: 3 }),
    roomUuid: text,
    userUuid: text,
    role: i16,
  },
});
