/** Sets up Agora's SDK once, and returns the adapter for `useChatSession`: the part to copy. */
import { type ChatAdapter, reactNativeAgoraChat } from 'accesstoken2/client';
import { useEffect, useState } from 'react';
import { Platform } from 'react-native';
import { ChatClient, ChatOptions } from 'react-native-agora-chat';

/** Undefined while the SDK is being set up; `problem` if that fails. */
export function useChatAdapter(appKey: string): { adapter: ChatAdapter | undefined; problem: string | undefined } {
  const [adapter, setAdapter] = useState<ChatAdapter>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let isMounted = true;
    const client = ChatClient.getInstance();
    // The session logs in. With autoLogin the SDK would, with the token of the last time.
    client.init(new ChatOptions({ appKey, autoLogin: false })).then(
      () => isMounted && setAdapter(reactNativeAgoraChat(client, { os: Platform.OS })),
      () => isMounted && setProblem('the Chat SDK does not start'),
    );
    return () => {
      isMounted = false;
    };
  }, [appKey]);
  return { adapter, problem };
}
