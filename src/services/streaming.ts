/** Streaming: who may push a mixed or a raw stream out of a channel. */
import { text } from '../wire/codecs.ts';
import { type Privileges, privileges, type Service, service } from './service.ts';

/** A grant of Streaming. */
export interface StreamingGrant {
  readonly service: 'streaming';
  /** The channel that the grant is for. */
  readonly channelName: string;
  /** The user's account. */
  readonly account: string;
  /** `publishMixStream`: pushes one mixed stream. `publishRawStream`: pushes each stream as it is. */
  readonly privileges: Privileges<'publishMixStream' | 'publishRawStream'>;
}

export const streaming: Service<StreamingGrant> = service<StreamingGrant>({
  type: 3,
  name: 'streaming',
  fields: {
    privileges: privileges({ publishMixStream: 1, publishRawStream: 2 }),
    channelName: text,
    account: text,
  },
});
