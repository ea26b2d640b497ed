/** `tsc` checks that the real SDKs' objects match the adapters, and platform functions the options, without a cast. */
import agoraChat from 'agora-chat';
import MiniCore from 'agora-chat/miniCore/miniCore';
import { ChatClient } from 'react-native-agora-chat';
import {
  agoraChatWeb,
  type ChatSession,
  createChatSession,
  type FetchToken,
  onAppState,
  reactNativeAgoraChat,
  tokenEndpoint,
} from '../../src/client/index.ts';

const connection = new agoraChat.connection({ appKey: 'org#app' });

export const web: ChatSession = createChatSession(agoraChatWeb(connection), {
  fetchToken: tokenEndpoint('https://tokens.example.com', { fetch, credentials: 'include' }),
});

export const mini: ChatSession = createChatSession(agoraChatWeb(new MiniCore({ appKey: 'org#app' })), {
  fetchToken: tokenEndpoint(new URL('https://tokens.example.com/chat-token')),
});

export const aborted: Promise<void> = web.login('alice', { signal: AbortSignal.timeout(10_000) });

/** A custom fetch function in an app: passes the signal to the platform's `fetch`. */
export const own: FetchToken = async ({ userId, signal }) => {
  const response = await fetch(`/token?user=${encodeURIComponent(userId)}`, { signal });
  return response.text();
};

/** React Native's `AppState`, with its own types. */
declare const AppState: {
  addEventListener(
    type: 'change',
    listener: (state: 'active' | 'background' | 'inactive' | 'unknown' | 'extension') => void,
  ): { remove: () => void };
};

export const native: ChatSession = createChatSession(
  reactNativeAgoraChat(ChatClient.getInstance(), { os: 'android' }),
  { fetchToken: own, host: { onWake: onAppState(AppState) } },
);
