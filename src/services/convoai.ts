/** ConvoAI (conversational AI): in use by npm `agora-token` only; no privilege has a name, and there are no fields. */
import { type Privileges, privileges, type Service, service } from './service.ts';

export interface ConvoaiGrant {
  readonly service: 'convoai';
  readonly privileges: Privileges<never>;
}

export const convoai: Service<ConvoaiGrant> = service<ConvoaiGrant>({
  type: 9,
  name: 'convoai',
  fields: { privileges: privileges({}) },
});
