/** STT (speech to text): in use by npm `agora-token` only; no privilege has a name, and there are no fields. */
import { type Privileges, privileges, type Service, service } from './service.ts';

/** A grant of STT (speech to text). */
export interface SttGrant {
  readonly service: 'stt';
  /** None has a name; `{}` is what Agora's builder writes. */
  readonly privileges: Privileges<never>;
}

export const stt: Service<SttGrant> = service<SttGrant>({
  type: 10,
  name: 'stt',
  fields: { privileges: privileges({}) },
});
