/** A screen that shows the session's state and problems, with buttons to sign in and out. */
import { onAppState, tokenEndpoint } from 'accesstoken2/client';
import { useChatSession } from 'accesstoken2/react';
import { type ReactElement, useState } from 'react';
import { AppState, Button, Text, TextInput, View } from 'react-native';
import { useChatAdapter } from './useChatAdapter';

const fetchToken = tokenEndpoint('https://tokens.example.com', {
  // Your own sign-in: the token server must not believe the user ID alone.
  headers: async () => ({ authorization: 'Bearer session-of-alice' }),
});
const host = { onWake: onAppState(AppState) };

export function ChatScreen(): ReactElement {
  const [name, setName] = useState('alice');
  const [userId, setUserId] = useState<string>();
  const { adapter, problem } = useChatAdapter('org#app');
  const { state, error } = useChatSession({ adapter, userId, fetchToken, host });
  const shown = problem ?? error?.message;

  return (
    <View>
      <Text accessibilityLiveRegion="polite">{state}</Text>
      {shown !== undefined && <Text accessibilityRole="alert">{shown}</Text>}
      <TextInput accessibilityLabel="User" value={name} onChangeText={setName} autoCapitalize="none" />
      {userId === undefined ? (
        <Button title="Sign in" onPress={() => setUserId(name)} />
      ) : (
        <Button title="Sign out" onPress={() => setUserId(undefined)} />
      )}
    </View>
  );
}
