/** Agora Chat: a user who logs in, or a back end that calls the RESTful API. */
import { type Kind, kind, official } from './kind.ts';

export const chatKinds: readonly Kind[] = [
  kind('chat', 'chat-user', ['userId', 'expiresIn'], (options) => ({
    library: { name: 'buildChatUserToken', options },
    official: official('Chat', 'buildUserToken', options.userId, options.expiresIn),
    request: { path: '/generate-user-token', body: { user_uuid: options.userId, expire: options.expiresIn } },
  })),
  kind('chat', 'chat-app', ['expiresIn'], (options) => ({
    library: { name: 'buildChatAppToken', options },
    official: official('Chat', 'buildAppToken', options.expiresIn),
    request: { path: '/generate-app-token', body: { expire: options.expiresIn } },
  })),
];
