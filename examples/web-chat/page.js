/** The page: shows what `chat.js` does. */
import { openChat } from './chat.js';

/** @template {Element} Kind @param {string} selector @param {new () => Kind} kind */
function find(selector, kind) {
  const element = document.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`the page has no ${selector}`);
  return element;
}

const state = find('#state', HTMLOutputElement);
const log = find('#log', HTMLUListElement);
const signIn = find('#sign-in', HTMLFormElement);
const send = find('#send', HTMLFormElement);

/** @param {string} text */
function addLine(text) {
  const line = document.createElement('li');
  line.textContent = text;
  log.append(line);
}

/** @param {HTMLFormElement} form @param {string} name */
const field = (form, name) => String(new FormData(form).get(name));

const { session, sendText, onText } = openChat(await (await fetch('config.json')).json());

session.on('state', (now) => {
  state.value = now;
});
session.on('online', ({ userId }) => addLine(`${userId} is online`));
session.on('renewed', ({ expiresIn }) => addLine(`a new token, for ${Math.round(expiresIn)} seconds`));
session.on('retry', ({ error, retryIn }) => addLine(`${error.message}; again in ${Math.ceil(retryIn)} seconds`));
session.on('failed', ({ error }) => addLine(`signed out: ${error.message} (${error.code})`));
onText((from, text) => addLine(`${from}: ${text}`));

signIn.addEventListener('submit', (event) => {
  event.preventDefault();
  // The `failed` listener reports errors; a login that a sign-out cancels is not one.
  session.login(field(signIn, 'user')).catch(() => {});
});
find('#sign-out', HTMLButtonElement).addEventListener('click', () => session.logout());

send.addEventListener('submit', async (event) => {
  event.preventDefault();
  const [to, text] = [field(send, 'to'), field(send, 'text')];
  try {
    await sendText(to, text);
    addLine(`to ${to}: ${text}`);
  } catch {
    addLine(`not sent to ${to}`);
  }
});
