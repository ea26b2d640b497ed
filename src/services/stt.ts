/** STT (speech to text): only npm `agora-token` writes it, without named privileges or fields. */
import { type Privileges, privileges, type Service, service } from './service.ts';

/** A grant of STT (speech to text). */
export interface SttGrant {
  readonly service: 'stt';
  /** No privilege has a name. Agora's builder writes `{}`. */
  readonly privileges: Privileges<never>;
}

export const stt: Service<SttGrant> = service<SttGrant>({
  type: 10,
  name: 'stt',
  fields: { privileges: privileges({}) },
});
