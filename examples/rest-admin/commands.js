/**
 * The commands, one function each. They do not use the process, so that a test can run them.
 *
 * @typedef {import('accesstoken2/rest').ChatRestClient} ChatRestClient
 * @typedef {import('accesstoken2/rest').ChatUser} ChatUser
 *
 * @typedef {object} Context
 * @property {ChatRestClient} chat
 * @property {AbortSignal} signal
 * @property {() => Promise<string>} readInput All of standard input.
 * @property {(line: string) => void} print
 *
 * @typedef {object} Command
 * @property {string} usage
 * @property {(context: Context, args: string[]) => Promise<void>} run
 */
import { chatGroups, chatMessages } from 'accesstoken2/rest';

/** A mistake in the command line: exit code 2. */
export class UsageError extends Error {}

/** @type {Record<string, Command>} */
export const commands = {
  list: {
    usage: 'list                         all users, oldest first',
    async run({ chat, signal, print }) {
      for await (const user of chat.listUsers({ signal })) print(describe(user));
    },
  },
  show: {
    usage: 'show USER                    one user, and whether it is online',
    async run({ chat, signal, print }, args) {
      const userId = oneOf(args);
      const [user, status] = await Promise.all([chat.getUser(userId, { signal }), chat.getStatus(userId, { signal })]);
      print(`${describe(user)}  ${status}`);
    },
  },
  create: {
    usage: 'create USER [NICKNAME]       creates a user, if there is none',
    async run({ chat, signal, print }, [userId, nickname, ...rest]) {
      if (userId === undefined || rest.length > 0) throw new UsageError('create takes a user and perhaps a nickname');
      const user = nickname === undefined ? { userId } : { userId, nickname };
      print(describe(await chat.createUser(user, { ifExists: 'accept', signal })));
    },
  },
  import: {
    usage: 'import < USERS               creates a user for each line of standard input',
    async run({ chat, signal, readInput, print }) {
      const userIds = (await readInput()).split('\n').filter((line) => line !== '');
      const { created, failed } = await chat.createUsers(
        userIds.map((userId) => ({ userId })),
        { signal },
      );
      print(`${created.length} created`);
      for (const { id, error } of failed) print(`${id}: ${error.code}`);
    },
  },
  status: {
    usage: 'status USER…                 who is online',
    async run({ chat, signal, print }, args) {
      const { statuses, failed } = await chat.getStatuses(args, { signal });
      for (const [userId, status] of statuses) print(`${userId}  ${status}`);
      for (const { id, error } of failed) print(`${id}: ${error.code}`);
    },
  },
  send: {
    usage: 'send USER… < TEXT            sends a text message to users',
    async run({ chat, signal, readInput, print }, args) {
      if (args.length === 0) throw new UsageError('send takes at least one user');
      const message = { type: /** @type {const} */ ('text'), text: (await readInput()).trimEnd() };
      const { results, failed } = await chatMessages(chat).sendToUsers(args, message, { signal });
      print(`sent to ${results.size}`);
      for (const { id, error } of failed) print(`${id}: ${error.code}`);
    },
  },
  groups: {
    usage: 'groups                       all groups, newest first',
    async run({ chat, signal, print }) {
      for await (const { groupId, name, memberCount } of chatGroups(chat).list({ signal })) {
        print(`${groupId}  ${memberCount}  ${name}`);
      }
    },
  },
  password: {
    usage: 'password USER < PASSWORD     sets the password, for apps that use them',
    async run({ chat, signal, readInput }, args) {
      await chat.setPassword(oneOf(args), (await readInput()).trimEnd(), { signal });
    },
  },
  kick: onUser('kick USER                    logs the user out everywhere', 'disconnect'),
  ban: onUser('ban USER                     logs the user out, and refuses logins as this user', 'deactivate'),
  unban: onUser('unban USER                   lifts a ban', 'activate'),
  delete: onUser('delete USER                  deletes the user', 'deleteUser'),
};

/**
 * @param {string} usage
 * @param {'disconnect' | 'deactivate' | 'activate' | 'deleteUser'} method
 * @returns {Command}
 */
function onUser(usage, method) {
  return { usage, run: ({ chat, signal }, args) => chat[method](oneOf(args), { signal }) };
}

/** @param {string[]} args */
function oneOf(args) {
  const [userId, ...rest] = args;
  if (userId === undefined || rest.length > 0) throw new UsageError('this command takes one user');
  return userId;
}

/** @param {ChatUser} user */
function describe({ userId, nickname, activated, createdAt }) {
  const created = new Date(createdAt * 1000).toISOString().slice(0, 10);
  return [userId, created, nickname, activated ? undefined : 'banned'].filter((part) => part !== undefined).join('  ');
}
