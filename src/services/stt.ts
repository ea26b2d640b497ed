/** STT (speech to text): in use by npm `agora-token` only; no privilege has a name, and there are no fields. */
import { type Privileges, privileges, type Service, service } from './service.ts';

export interface SttGrant {
  readonly service: 'stt';
  readonly privileges: Privileges<never>;
}

export const stt: Service<SttGrant> = service<SttGrant>({
  type: 10,
  name: 'stt',
  fields: { privileges: privileges({}) },
});
