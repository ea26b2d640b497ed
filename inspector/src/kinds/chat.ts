/** Agora Chat: a user who logs in, or a back end that calls the RESTful API. */
import { integer, type Kind, kind, text } from './kind.ts';

export const chatKinds: readonly Kind[] = [
  kind({
    id: 'chat-user',
    group: 'chat',
    fields: { userId: text('alice'), expiresIn: integer(3600) },
    recipe: ({ userId, expiresIn }) => ({
      library: { name: 'buildChatUserToken', options: { userId, expiresIn } },
      official: { builder: 'ChatTokenBuilder', method: 'buildUserToken', args: [userId, expiresIn] },
      request: { path: '/generate-user-token', body: { user_uuid: userId, expire: expiresIn } },
    }),
  }),
  kind({
    id: 'chat-app',
    group: 'chat',
    fields: { expiresIn: integer(3600) },
    recipe: ({ expiresIn }) => ({
      library: { name: 'buildChatAppToken', options: { expiresIn } },
      official: { builder: 'ChatTokenBuilder', method: 'buildAppToken', args: [expiresIn] },
      request: { path: '/generate-app-token', body: { expire: expiresIn } },
    }),
  }),
];
