/** A screen: who is logged in, what is wrong if anything is, and the two buttons. */
import { type ReactElement, useState } from 'react';
import { Button, Text, TextInput, View } from 'react-native';
import { type ChatConfig, useChatSession } from './useChatSession';

const config: ChatConfig = {
  appKey: 'org#app',
  tokenServer: 'https://tokens.example.com',
  signIn: async () => ({ authorization: 'Bearer session-of-alice' }),
};

export function ChatScreen(): ReactElement {
  const { session, state, problem } = useChatSession(config);
  const [user, setUser] = useState('alice');
  const isAtRest = session?.userId === undefined;

  return (
    <View>
      <Text accessibilityLiveRegion="polite">{state}</Text>
      {problem !== undefined && <Text accessibilityRole="alert">{problem}</Text>}
      <TextInput accessibilityLabel="User" value={user} onChangeText={setUser} autoCapitalize="none" />
      {isAtRest ? (
        // What goes wrong is in `problem` already.
        <Button title="Sign in" disabled={!session} onPress={() => session?.login(user).catch(() => {})} />
      ) : (
        <Button title="Sign out" onPress={() => session?.logout()} />
      )}
    </View>
  );
}
