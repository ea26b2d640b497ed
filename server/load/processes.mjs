/** The processes under load: started alike, ended with this one. */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';

const environment = (env) => ({ PATH: process.env.PATH, ...env });

/** One of `serve.mjs`; its log goes nowhere, as the reader of a log is not what is measured. */
export async function startServer(kind, env = {}) {
  const child = fork(new URL('serve.mjs', import.meta.url), [kind], {
    env: environment(env),
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ask = async () => (await once(child, 'message'))[0];
  const { url } = await ask();
  return {
    url,
    async memory() {
      child.send('memory');
      return ask();
    },
    async stop() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** The command itself, as it is deployed. Resolves once it listens. */
export async function startCommand(env) {
  const child = spawn(process.execPath, [new URL('../dist/main.js', import.meta.url).pathname], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exitCode = once(child, 'exit').then(([code]) => code);
  let requestsLogged = 0;
  const url = await new Promise((resolve, reject) => {
    let rest = '';
    child.stdout.on('data', (chunk) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        const { msg, url, route } = JSON.parse(line);
        if (msg === 'listening') resolve(url);
        if (msg === 'request' && route === '/generate-user-token') requestsLogged++;
      }
    });
    exitCode.then((code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { url, exitCode, signal: (name) => child.kill(name), requestsLogged: () => requestsLogged };
}
