/** A Chat session as a Vue composable: logged in for as long as the component is mounted. The part to copy. */
import { createChatSession } from 'accesstoken2/client';
import { onScopeDispose, readonly, shallowRef, toValue, watch } from 'vue';

/**
 * @param {object} options
 * @param {import('accesstoken2/client').ChatAdapter} options.adapter returned by `agoraChatWeb(connection)`
 * @param {import('vue').MaybeRefOrGetter<string | undefined>} options.userId who is to be logged in; undefined for nobody
 * @param {import('accesstoken2/client').FetchToken} options.fetchToken
 */
export function useChatSession({ adapter, userId, fetchToken, ...others }) {
  /** @type {import('vue').ShallowRef<import('accesstoken2/client').ChatSessionState>} */
  const state = shallowRef('signed-out');
  /** @type {import('vue').ShallowRef<import('accesstoken2/client').ChatSessionError | undefined>} What failed last. */
  const error = shallowRef();
  const session = createChatSession(adapter, { fetchToken, ...others });

  session.on('state', (now) => {
    state.value = now;
  });
  for (const event of /** @type {const} */ (['online', 'renewed'])) {
    session.on(event, () => {
      error.value = undefined;
    });
  }
  for (const event of /** @type {const} */ (['retry', 'failed'])) {
    session.on(event, (what) => {
      error.value = what.error;
    });
  }

  watch(
    () => toValue(userId),
    (user) => {
      error.value = undefined;
      // The session's queue keeps the order: the old user leaves before the new one logs in.
      session.logout();
      // A rejection is reported by `failed` as well.
      if (user !== undefined) session.login(user).catch(() => {});
    },
    { immediate: true },
  );
  onScopeDispose(() => session.dispose());

  return { session, state: readonly(state), error: readonly(error) };
}
