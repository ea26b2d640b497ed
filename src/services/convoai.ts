/** ConvoAI (conversational AI): in use by npm `agora-token` only; no privilege has a name, and there are no fields. */
import { type Privileges, privileges, type Service, service } from './service.ts';

/** A grant of ConvoAI (conversational AI). */
export interface ConvoaiGrant {
  readonly service: 'convoai';
  /** None has a name; `{}` is what Agora's builder writes. */
  readonly privileges: Privileges<never>;
}

export const convoai: Service<ConvoaiGrant> = service<ConvoaiGrant>({
  type: 9,
  name: 'convoai',
  fields: { privileges: privileges({}) },
});
