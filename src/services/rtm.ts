/** RTM, Agora's signalling service, first version: a user who may log in. */
import { text } from '../wire/codecs.ts';
import { type Privileges, privileges, type Service, service } from './service.ts';

/** A grant of RTM, Agora's signalling service, first version. */
export interface RtmGrant {
  readonly service: 'rtm';
  /** The user who may log in. */
  readonly userId: string;
  /** `login`: logs in as the user. */
  readonly privileges: Privileges<'login'>;
}

export const rtm: Service<RtmGrant> = service<RtmGrant>({
  type: 2,
  name: 'rtm',
  fields: { privileges: privileges({ login: 1 }), userId: text },
});
