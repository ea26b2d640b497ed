/** RTM 2, Agora's signalling service, second version: a login with the channels, groups and users it may read or write. */
import { list, map, type Named, text } from '../wire/codecs.ts';
import { type Privileges, privileges, type Service, service } from './service.ts';

/** A kind of resource that permissions apply to. */
export type Rtm2Resource = 'messageChannels' | 'streamChannels' | 'groupChannels' | 'serverGroups' | 'users';

/** A kind of access to a resource. */
export type Rtm2Access = 'read' | 'write';

/**
 * Names of resources, by {@link Rtm2Resource} and {@link Rtm2Access}:
 * `{ messageChannels: { read: ['lobby'], write: [] } }`. Every key is optional. Kinds and accesses without a name have
 * their number as the key.
 */
export type Rtm2Permissions = Named<Rtm2Resource, Named<Rtm2Access, readonly string[]>>;

/** A grant of RTM 2, which has access control. */
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
