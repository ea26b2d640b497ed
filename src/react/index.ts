/**
 * A Chat session as a React hook, for React 18 and later.
 * @module accesstoken2/react
 */
import { useEffect, useRef, useState } from 'react';
import {
  type ChatAdapter,
  type ChatSession,
  type ChatSessionError,
  type ChatSessionOptions,
  type ChatSessionState,
  createChatSession,
} from '../client/index.ts';

/** Options of {@link useChatSession}: those of `createChatSession`, plus the adapter and the user. */
export interface UseChatSessionOptions extends ChatSessionOptions {
  /**
   * Returned by `agoraChatWeb` or `reactNativeAgoraChat`. Create it once, outside the component or with `useMemo`: a new
   * adapter starts a new session. Pass undefined until the SDK is ready.
   */
  readonly adapter: ChatAdapter | undefined;
  /** The user to log in; undefined for none. */
  readonly userId: string | undefined;
}

/** Returned by {@link useChatSession}. */
export interface ChatSessionStatus {
  /** The session of the current user, for `renewNow` or to `login` again after a failure; undefined without a user. */
  readonly session: ChatSession | undefined;
  /** The session's state. */
  readonly state: ChatSessionState;
  /** The last error; undefined again when the user is online or the token is renewed. */
  readonly error: ChatSessionError | undefined;
}

const signedOut: ChatSessionStatus = { session: undefined, state: 'signed-out', error: undefined };

/**
 * Keeps a user logged in while the component is mounted: logs in, renews the token, switches when `userId` changes, and
 * logs out when the component unmounts. The current `fetchToken` is used for each request; other options are read when
 * a session begins.
 *
 * @param options - The user to log in, the SDK's adapter, and where the tokens come from.
 * @returns The session and its state; the component renders again when they change.
 * @throws TokenError with `ERR_INPUT`, in an effect, for an option that is missing, unknown or invalid.
 */
export function useChatSession(options: UseChatSessionOptions): ChatSessionStatus {
  const { adapter, userId } = options;
  const [status, setStatus] = useState(signedOut);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  useEffect(() => {
    if (adapter === undefined || userId === undefined) return undefined;
    const { adapter: _adapter, userId: _userId, ...given } = latest.current;
    const session = createChatSession(adapter, {
      ...given,
      fetchToken: (request) => latest.current.fetchToken(request),
    });
    const show = (change: Partial<ChatSessionStatus>) => setStatus((before) => ({ ...before, session, ...change }));
    show({ state: session.state, error: undefined });
    session.on('state', (state) => show({ state }));
    session.on('online', () => show({ error: undefined }));
    session.on('renewed', () => show({ error: undefined }));
    session.on('retry', ({ error }) => show({ error }));
    session.on('failed', ({ error }) => show({ error }));
    let isMounted = true;
    // Strict mode mounts twice in a row: the first mount must not request a token.
    Promise.resolve().then(() => {
      // The event `failed` reports the same error.
      if (isMounted) session.login(userId).catch(() => {});
    });
    return () => {
      isMounted = false;
      session.dispose();
      setStatus(signedOut);
    };
  }, [adapter, userId]);

  return status;
}
