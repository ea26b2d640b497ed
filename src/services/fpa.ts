/** FPA (Full-Path Accelerator): a login, and nothing else. */
import { type Privileges, privileges, type Service, service } from './service.ts';

/** A grant of FPA (Full-Path Accelerator). */
export interface FpaGrant {
  readonly service: 'fpa';
  /** `login`: uses the service. */
  readonly privileges: Privileges<'login'>;
}

export const fpa: Service<FpaGrant> = service<FpaGrant>({
  type: 4,
  name: 'fpa',
  fields: { privileges: privileges({ login: 1 }) },
});
