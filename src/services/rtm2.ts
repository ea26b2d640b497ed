/** RTM 2, Agora's signalling service, second version: a login with the channels, groups and users it may read or write. */
import { list, map, type Named, text } from '../wire/codecs.ts';
import { type Privileges, privileges, type Service, service } from './service.ts';

/** The kinds of resource that a permission is about. */
export type Rtm2Resource = 'messageChannels' | 'streamChannels' | 'groupChannels' | 'serverGroups' | 'users';

/** What may be done with a resource. */
export type Rtm2Access = 'read' | 'write';

/**
 * Resource names by kind and access: `{ messageChannels: { read: ['lobby'], write: [] } }`.
 * Numbers are the keys of kinds and accesses without a name.
 */
export type Rtm2Permissions = Named<Rtm2Resource, Named<Rtm2Access, readonly string[]>>;

export interface Rtm2Grant {
  readonly service: 'rtm2';
  readonly userId: string;
  readonly permissions: Rtm2Permissions;
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
