/** Agora Chat: the `user` privilege with a user id logs a user in, the `app` privilege without one calls the REST API. */
import { text } from '../wire/codecs.ts';
import { type Privileges, privileges, type Service, service } from './service.ts';

/** A grant of Agora Chat. */
export interface ChatGrant {
  readonly service: 'chat';
  /** The Chat user id; empty in an app token. */
  readonly userId: string;
  /** `user`: logs in to the SDK as the user. `app`: calls the RESTful API. */
  readonly privileges: Privileges<'user' | 'app'>;
}

export const chat: Service<ChatGrant> = service<ChatGrant>({
  type: 5,
  name: 'chat',
  fields: { privileges: privileges({ user: 1, app: 2 }), userId: text },
});
