/** The page: who is logged in, what is wrong if anything is, and the two buttons. */
import { agoraChatWeb, tokenEndpoint } from 'accesstoken2/client';
import AgoraChat from 'agora-chat';
import { createApp, h, ref } from 'vue';
import { useChatSession } from './useChatSession.js';

const { tokenServer, connection, expiresIn } = await (await fetch('config.json')).json();
const adapter = agoraChatWeb(new AgoraChat.connection(connection));

createApp({
  setup() {
    const name = ref('alice');
    /** @type {import('vue').Ref<string | undefined>} */
    const user = ref();
    const { state, error } = useChatSession({
      adapter,
      userId: user,
      // Your own token server asks who this is: `headers` or `credentials: 'include'` tell it.
      fetchToken: tokenEndpoint(tokenServer, { expiresIn }),
    });
    /** @param {string | undefined} id */
    const logIn = (id) => {
      user.value = id;
    };
    return () => [
      h('p', ['The session is ', h('output', { id: 'state' }, state.value), '.']),
      error.value && h('p', { role: 'alert' }, error.value.message),
      h('input', {
        'aria-label': 'User',
        value: name.value,
        onInput: (/** @type {{ target: HTMLInputElement }} */ event) => {
          name.value = event.target.value;
        },
      }),
      h('button', { onClick: () => logIn(name.value) }, 'Sign in'),
      h('button', { onClick: () => logIn(undefined) }, 'Sign out'),
    ];
  },
}).mount('#app');
