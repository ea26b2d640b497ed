/** Agora Chat with a session on top that keeps its token, as a hook: one session for as long as the screen is there. */
import {
  type ChatSession,
  type ChatSessionState,
  createChatSession,
  onAppState,
  reactNativeAgoraChat,
  tokenEndpoint,
} from 'accesstoken2/client';
import { useEffect, useState } from 'react';
import { AppState, Platform } from 'react-native';
import { ChatClient, ChatOptions } from 'react-native-agora-chat';

export interface ChatConfig {
  readonly appKey: string;
  readonly tokenServer: string;
  /** Who this is, for your token server: it must not believe the user id alone. */
  readonly signIn: () => Promise<{ readonly authorization: string }>;
}

export interface ChatStatus {
  /** Undefined while the SDK is being set up. */
  readonly session: ChatSession | undefined;
  readonly state: ChatSessionState;
  /** What went wrong last, until the user is online again. */
  readonly problem: string | undefined;
}

/** `config` is to be made once, outside of the component. */
export function useChatSession(config: ChatConfig): ChatStatus {
  const [session, setSession] = useState<ChatSession>();
  const [state, setState] = useState<ChatSessionState>('signed-out');
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    let opened: ChatSession | undefined;
    let gone = false;
    openSession(config).then(
      (made) => {
        if (gone) return made.dispose();
        opened = made;
        made.on('state', setState);
        made.on('online', () => setProblem(undefined));
        made.on('renewed', () => setProblem(undefined));
        made.on('retry', ({ error }) => setProblem(error.message));
        made.on('failed', ({ error }) => setProblem(`${error.message} (${error.code})`));
        setSession(made);
      },
      () => setProblem('the Chat SDK does not start'),
    );
    return () => {
      gone = true;
      opened?.dispose();
    };
  }, [config]);

  return { session, state, problem };
}

async function openSession({ appKey, tokenServer, signIn }: ChatConfig): Promise<ChatSession> {
  const client = ChatClient.getInstance();
  // The session logs in; the SDK by itself would do it with the token of the last time.
  await client.init(new ChatOptions({ appKey, autoLogin: false }));
  return createChatSession(reactNativeAgoraChat(client, { os: Platform.OS }), {
    fetchToken: tokenEndpoint(tokenServer, { headers: signIn }),
    host: { onWake: onAppState(AppState) },
  });
}
