/** FCDN (Fusion CDN): who may publish to or play from a channel. */
import { text } from '../wire/codecs.ts';
import { type Privileges, privileges, type Service, service } from './service.ts';

/** A grant of FCDN (Fusion CDN). */
export interface FcdnGrant {
  readonly service: 'fcdn';
  /** The channel that the grant is for. */
  readonly channelName: string;
  /** The user's account. */
  readonly account: string;
  /** `publish`: publishes to the channel. `play`: plays it. */
  readonly privileges: Privileges<'publish' | 'play'>;
}

export const fcdn: Service<FcdnGrant> = service<FcdnGrant>({
  type: 6,
  name: 'fcdn',
  fields: { privileges: privileges({ publish: 1, play: 2 }), channelName: text, account: text },
});
