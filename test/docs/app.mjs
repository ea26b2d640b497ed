/**
 * For pages about the client: `import './app.mjs'` simulates a client app around the snippet, with a web SDK connection that
 * logs in immediately and a token server with one token. test/sdk uses the real SDK.
 */
globalThis.AgoraChat = {
  connection: class {
    async open({ user, accessToken }) {
      if (accessToken === globalThis.token) console.log(`${user} is online`);
    }
    async renewToken() {}
    close() {}
    isOpened() {
      return true;
    }
    addEventHandler() {}
    removeEventHandler() {}
  },
};
globalThis.signedIn = { jwt: 'of-alice' };
globalThis.showSignIn = (code) => console.log(`sign in: ${code}`);
globalThis.fetch = async () => Response.json({ token: globalThis.token });

// A session's timer would keep the process running while the user is logged in.
const { setTimeout } = globalThis;
globalThis.setTimeout = (callback, delay) => {
  const timer = setTimeout(callback, delay);
  return delay > 60_000 ? timer.unref() : timer;
};
