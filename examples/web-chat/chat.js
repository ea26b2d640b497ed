/** Agora Chat with a session on top that keeps its token: the part to copy. */
import { agoraChatWeb, createChatSession, tokenEndpoint } from 'accesstoken2/client';
import AgoraChat from 'agora-chat';

/**
 * @typedef {object} Config
 * @property {string} tokenServer
 * @property {ConstructorParameters<typeof AgoraChat.connection>[0]} connection `{ appKey }` is all that Agora's servers need
 * @property {number} [expiresIn] the lifetime to ask for, in seconds
 * @property {number} [minInterval] seconds between two renewals, at least
 */

/** @param {Config} config */
export function openChat({ tokenServer, connection: options, expiresIn = 3600, minInterval = 10 }) {
  const connection = new AgoraChat.connection(options);
  const session = createChatSession(agoraChatWeb(connection), {
    // Your own token server asks who this is: `headers` or `credentials: 'include'` tell it.
    fetchToken: tokenEndpoint(tokenServer, { expiresIn }),
    minInterval,
  });

  return {
    session,
    /** @param {string} to @param {string} text */
    sendText(to, text) {
      return connection.send(AgoraChat.message.create({ chatType: 'singleChat', type: 'txt', to, msg: text }));
    },
    /** @param {(from: string, text: string) => void} listener */
    onText(listener) {
      connection.addEventHandler('web-chat', {
        onTextMessage: ({ from = '', msg }) => listener(from, msg),
      });
    },
  };
}
