/** A component that uses the hook with a recording SDK in strict mode, and functions for the test to control it. */
import { StrictMode, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { type ChatAdapter, ChatSessionError } from '../../../src/client/index.ts';
import { buildChatUserToken } from '../../../src/index.ts';
import { useChatSession } from '../../../src/react/index.ts';

const credentials = { appId: '970CA35de60c44645bbae8a215061b33', appCertificate: '5CFd2fd1755d40ecb72977518be15d3b' };

const calls: string[] = [];
const fetched: string[] = [];
let report: Parameters<ChatAdapter['listen']>[0] = () => {};
let jwt = 'first';

const sdk: ChatAdapter = {
  async login(userId) {
    calls.push(`login ${userId}`);
  },
  async renew() {
    calls.push('renew');
  },
  logout(intent) {
    calls.push(`logout ${intent}`);
  },
  listen(listener) {
    report = listener;
    return () => {
      report = () => {};
    };
  },
};

function Chat({ userId }: { userId: string | undefined }) {
  const adapter = useMemo(() => sdk, []);
  const mine = jwt;
  const { state, error, session } = useChatSession({
    adapter,
    userId,
    fetchToken: ({ userId: user }) => {
      fetched.push(`${user} ${mine}`);
      return buildChatUserToken({ ...credentials, userId: user, expiresIn: 3600 });
    },
  });
  return (
    <p>
      <output>{state}</output>
      <b>{error?.code ?? 'no error'}</b>
      <i>{session?.userId ?? 'nobody'}</i>
    </p>
  );
}

let show: (userId: string | undefined) => void = () => {};

function App() {
  const [userId, setUserId] = useState<string | undefined>('alice');
  show = setUserId;
  return <Chat userId={userId} />;
}

const root = createRoot(document.querySelector('#root') as Element);
root.render(
  <StrictMode>
    <App />
  </StrictMode>,
);

Object.assign(window, {
  driver: {
    calls,
    fetched,
    show: (userId?: string) => show(userId),
    setJwt: (value: string) => {
      jwt = value;
    },
    kick: () => report(new ChatSessionError('ERR_KICKED')),
    disconnect: () => report(new ChatSessionError('ERR_DISCONNECTED')),
    unmount: () => root.unmount(),
  },
});
