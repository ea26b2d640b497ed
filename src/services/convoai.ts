/** ConvoAI (conversational AI): only npm `agora-token` writes it, without named privileges or fields. */
import { type Privileges, privileges, type Service, service } from './service.ts';

/** A grant of ConvoAI (conversational AI). */
export interface ConvoaiGrant {
  readonly service: 'convoai';
  /** No privilege has a name. Agora's builder writes `{}`. */
  readonly privileges: Privileges<never>;
}

export const convoai: Service<ConvoaiGrant> = service<ConvoaiGrant>({
  type: 9,
  name: 'convoai',
  fields: { privileges: privileges({}) },
});
