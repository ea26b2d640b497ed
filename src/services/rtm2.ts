/** RTM 2, Agora's signalling service, second version: a login with the channels, groups and users it may read or write. */
import { list, map, type Named, text } from '../wire/codecs.ts';
import { type Privileges, privileges, type Service, service } from './service.ts';

/** The kinds of resource that a permission is about. */
export type Rtm2Resource = 'messageChannels' | 'streamChannels' | 'groupChannels' | 'serverGroups' | 'users';

/** What may be done with a resource. */
export type Rtm2Access = 'read' | 'write';

/**
 * Names of resources, by {@link Rtm2Resource} and {@link Rtm2Access}:
 * `{ messageChannels: { read: ['lobby'], write: [] } }`. Every key may be left out; numbers are the keys of kinds and
 * accesses without a name.
 */
export type Rtm2Permissions = Named<Rtm2Resource, Named<Rtm2Access, readonly string[]>>;

/** A grant of RTM in its second version, with access control. */
export interface Rtm2Grant {
  readonly service: 'rtm2';
  /** The user who may log in. */
  readonly userId: string;
  /** What the user may read and write. */
  readonly permissions: Rtm2Permissions;
  /** `login`: logs in as the user. */
  readonly privileges: Privileges<'login'>;
}

export const rtm2: Service<Rtm2Grant> = service<Rtm2Grant>({
  type: 8,
  name: 'rtm2',
  fields: {
    privileges: privileges({ login: 1 }),
    userId: text,
    permissions: map(
      { messageChannels: 0, streamChannels: 1, groupChannels: 2, serverGroups: 3, users: 4 },
      map({ read: 0, write: 1 }, list(text)),
    ),
  },
});
