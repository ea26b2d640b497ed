/** FCDN (Fusion CDN): who may publish to or play from a channel. */
import { text } from '../wire/codecs.ts';
import { type Privileges, privileges, type Service, service } from './service.ts';

export interface FcdnGrant {
  readonly service: 'fcdn';
  readonly channelName: string;
  readonly account: string;
  readonly privileges: Privileges<'publish' | 'play'>;
}

export const fcdn: Service<FcdnGrant> = service<FcdnGrant>({
  type: 6,
  name: 'fcdn',
  fields: { privileges: privileges({ publish: 1, play: 2 }), channelName: text, account: text },
});
