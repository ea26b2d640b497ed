/**
 * Every operation of the product areas: its section in the API's documentation, its limits, what is requested and what
 * comes of it. `catalogue.test.ts` runs the rows and compares them with the tables of docs/rest-operations.md.
 */
import {
  type ChatRestClient,
  chatBlocks,
  chatFiles,
  chatGroups,
  chatMessages,
  chatMutes,
  chatPresence,
  chatPush,
  chatRooms,
  chatUserAttributes,
} from '../../../src/rest/index.ts';

export interface Row {
  /** As a user writes it. */
  readonly name: string;
  /** In the API's documentation. */
  readonly section: string;
  /** Per second, unless it says otherwise. */
  readonly limit: number | `${number}/min`;
  /** IDs per request, or entries per page. */
  readonly batch?: number;
  /** Whether it is repeated if nobody knows whether it was carried out. */
  readonly repeated: boolean;
  /** Calls that make the state that `call` needs. */
  readonly before?: (chat: ChatRestClient) => Promise<unknown>;
  readonly call: (chat: ChatRestClient) => Promise<unknown>;
  readonly request: string;
  readonly result: unknown;
}

/** The stand-in counts IDs from here: the group and the room that exist in each row. */
export const GROUP = '1001';
export const ROOM = '1002';
const NOW = 1_700_000_000;

export async function createPlaces(chat: ChatRestClient): Promise<void> {
  await chatGroups(chat).create({ owner: 'alice', name: 'Tea', members: ['bob', 'carol'] });
  await chatRooms(chat).create({ owner: 'alice', name: 'Live', description: 'A show', members: ['bob', 'carol'] });
}

const messageIds = (...ids: string[]) => ({
  results: new Map(ids.map((id, index) => [id, `${1003 + index}`])),
  failed: [],
});
const done = (...ids: string[]) => ({ done: ids, failed: [] });
const page = (...items: unknown[]) => ({ items, malformed: [] });
const text = { type: 'text', text: 'Hello' } as const;
const repeated = (row: Omit<Row, 'limit' | 'repeated'> & Partial<Row>): Row => ({
  limit: 100,
  repeated: true,
  ...row,
});
const once = (row: Omit<Row, 'limit' | 'repeated'> & Partial<Row>): Row => ({ limit: 100, repeated: false, ...row });

const messages: readonly Row[] = [
  once({
    name: 'chatMessages(chat).sendToUsers',
    section: 'Send a one-to-one message',
    limit: '6000/min',
    batch: 600,
    call: (chat) => chatMessages(chat).sendToUsers(['bob', 'carol'], text, { from: 'alice', ext: { a: 1 } }),
    request:
      'POST /messages/users {"to":["bob","carol"],"type":"txt","body":{"msg":"Hello"},"from":"alice","ext":{"a":1}}',
    result: messageIds('bob', 'carol'),
  }),
  once({
    name: 'chatMessages(chat).sendToGroups',
    section: 'Send a group message',
    limit: 20,
    batch: 3,
    call: (chat) =>
      chatMessages(chat).sendToGroups([GROUP], { type: 'command', action: 'refresh' }, { onlineOnly: true }),
    request: `POST /messages/chatgroups {"to":["${GROUP}"],"type":"cmd","body":{"action":"refresh"},"routetype":"ROUTE_ONLINE"}`,
    result: messageIds(GROUP),
  }),
  once({
    name: 'chatMessages(chat).sendToRooms',
    section: 'Send a chat room message',
    limit: 100,
    batch: 10,
    call: (chat) =>
      chatMessages(chat).sendToRooms(
        [ROOM],
        { type: 'custom', event: 'gift', fields: { rose: '1' } },
        { priority: 'high' },
      ),
    request: `POST /messages/chatrooms {"to":["${ROOM}"],"type":"custom","body":{"customEvent":"gift","customExts":{"rose":"1"}},"chatroom_msg_level":"high"}`,
    result: messageIds(ROOM),
  }),
  repeated({
    name: 'chatMessages(chat).offlineCount',
    section: 'Querying the number of offline messages',
    before: (chat) => chatMessages(chat).sendToUsers(['bob'], text),
    call: (chat) => chatMessages(chat).offlineCount('bob'),
    request: 'GET /users/bob/offline_msg_count',
    result: 1,
  }),
  repeated({
    name: 'chatMessages(chat).offlineStatus',
    section: 'Querying the delivery state of an offline message',
    call: (chat) => chatMessages(chat).offlineStatus('bob', '1003'),
    request: 'GET /users/bob/offline_msg_status/1003',
    result: 'undelivered',
  }),
];

/** What groups and rooms have in common. */
function members(of: 'chatGroups' | 'chatRooms'): readonly Row[] {
  const isGroup = of === 'chatGroups';
  const areaOf = isGroup ? chatGroups : chatRooms;
  const id = isGroup ? GROUP : ROOM;
  const path = isGroup ? `/chatgroups/${GROUP}` : `/chatrooms/${ROOM}`;
  const name = (method: string) => `${of}(chat).${method}`;
  const section = (forGroups: string, forRooms: string) => (isGroup ? forGroups : forRooms);
  return [
    repeated({
      name: name('listMembers'),
      section: section('Retrieving group members', 'Retrieving chat room members with pagination'),
      batch: isGroup ? 100 : 1000,
      call: (chat) => areaOf(chat).listMembers(id).page(),
      request: `GET ${path}/users?pagenum=1&pagesize=${isGroup ? 100 : 1000}`,
      result: page(
        { userId: 'alice', role: 'owner' },
        { userId: 'bob', role: 'member' },
        { userId: 'carol', role: 'member' },
      ),
    }),
    once({
      name: name('addMembers'),
      section: section('Adding multiple users to the chat group', 'Adding multiple chat room members'),
      batch: 60,
      call: (chat) => areaOf(chat).addMembers(id, ['dave', 'erin']),
      request: `POST ${path}/users {"usernames":["dave","erin"]}`,
      result: done('dave', 'erin'),
    }),
    repeated({
      name: name('removeMembers'),
      section: section('Removing multiple group members', 'Removing multiple chat room members'),
      batch: isGroup ? 60 : 100,
      call: (chat) => areaOf(chat).removeMembers(id, ['bob', 'carol']),
      request: `DELETE ${path}/users/bob%2Ccarol`,
      result: done('bob', 'carol'),
    }),
    repeated({
      name: name('listAdmins'),
      section: section('Retrieving group admin list', 'Retrieving chat room admins'),
      before: (chat) => areaOf(chat).addAdmin(id, 'bob'),
      call: (chat) => areaOf(chat).listAdmins(id),
      request: `GET ${path}/admin`,
      result: ['bob'],
    }),
    once({
      name: name('addAdmin'),
      section: section('Adding a group admin', 'Adding a chat room admin'),
      call: (chat) => areaOf(chat).addAdmin(id, 'bob'),
      request: `POST ${path}/admin {"newadmin":"bob"}`,
      result: undefined,
    }),
    repeated({
      name: name('removeAdmin'),
      section: section('Removing a group admin', 'Removing chat room admins'),
      before: (chat) => areaOf(chat).addAdmin(id, 'bob'),
      call: (chat) => areaOf(chat).removeAdmin(id, 'bob'),
      request: `DELETE ${path}/admin/bob`,
      result: undefined,
    }),
    repeated({
      name: name('mute'),
      section: section('Muting a chat group member', 'Muting a chat room member'),
      batch: 60,
      call: (chat) => areaOf(chat).mute(id, ['bob'], 3600),
      request: `POST ${path}/mute {"usernames":["bob"],"mute_duration":3600000}`,
      result: { results: new Map([['bob', NOW + 3600]]), failed: [] },
    }),
    repeated({
      name: name('unmute'),
      section: section('Unmuting a chat group member', 'Unmuting chat room members'),
      batch: 60,
      before: (chat) => areaOf(chat).mute(id, ['bob'], 3600),
      call: (chat) => areaOf(chat).unmute(id, ['bob']),
      request: `DELETE ${path}/mute/bob`,
      result: done('bob'),
    }),
    repeated({
      name: name('listMuted'),
      section: section('Retrieving the mute list', 'Retrieving muted chat room members'),
      before: (chat) => areaOf(chat).mute(id, ['bob'], 60),
      call: (chat) => areaOf(chat).listMuted(id),
      request: `GET ${path}/mute`,
      result: [{ userId: 'bob', expiresAt: NOW + 60 }],
    }),
    repeated({
      name: name('muteAll'),
      section: section('Muting all chat group members', 'Muting all chat room members'),
      call: (chat) => areaOf(chat).muteAll(id),
      request: `POST ${path}/ban`,
      result: undefined,
    }),
    repeated({
      name: name('unmuteAll'),
      section: section('Unmuting all chat group members', 'Unmuting all chat room members'),
      call: (chat) => areaOf(chat).unmuteAll(id),
      request: `DELETE ${path}/ban`,
      result: undefined,
    }),
    repeated({
      name: name('block'),
      section: section(
        'Adding multiple users to the chat group blocklist',
        'Adding multiple users to the chat room block list',
      ),
      batch: 60,
      call: (chat) => areaOf(chat).block(id, ['bob', 'carol']),
      request: `POST ${path}/blocks/users {"usernames":["bob","carol"]}`,
      result: done('bob', 'carol'),
    }),
    repeated({
      name: name('unblock'),
      section: section(
        'Removing multiple users from the chat group blocklist',
        'Removing multiple users from the chat room block list',
      ),
      batch: 60,
      before: (chat) => areaOf(chat).block(id, ['bob']),
      call: (chat) => areaOf(chat).unblock(id, ['bob']),
      request: `DELETE ${path}/blocks/users/bob`,
      result: done('bob'),
    }),
    repeated({
      name: name('listBlocked'),
      section: section('Retrieving the chat group blocklist', 'Retrieving the chat room block list'),
      ...(isGroup && { batch: 50 }),
      before: (chat) => areaOf(chat).block(id, ['bob']),
      call: (chat) => areaOf(chat).listBlocked(id).page(),
      request: `GET ${path}/blocks/users${isGroup ? '?pageSize=50' : ''}`,
      result: page('bob'),
    }),
  ];
}

/** The details that the stand-in's group and room have in common. */
const details = {
  owner: 'alice',
  isMuted: false,
  createdAt: NOW,
  memberCount: 3,
  members: [
    { userId: 'alice', role: 'owner' },
    { userId: 'bob', role: 'member' },
    { userId: 'carol', role: 'member' },
  ],
};

const groups: readonly Row[] = [
  once({
    name: 'chatGroups(chat).create',
    section: 'Creating a group',
    call: (chat) =>
      chatGroups(chat).create({ owner: 'bob', name: 'Chess', isPublic: true, maxMembers: 300, members: ['carol'] }),
    request: 'POST /chatgroups {"groupname":"Chess","public":true,"maxusers":300,"owner":"bob","members":["carol"]}',
    result: '1003',
  }),
  repeated({
    name: 'chatGroups(chat).get',
    section: 'Retrieving group details',
    call: (chat) => chatGroups(chat).get(GROUP),
    request: `GET /chatgroups/${GROUP}`,
    result: {
      groupId: GROUP,
      name: 'Tea',
      isDisabled: false,
      ...details,
    },
  }),
  repeated({
    name: 'chatGroups(chat).list',
    section: 'Retrieving all chat groups',
    batch: 1000,
    call: (chat) => chatGroups(chat).list().page(),
    request: 'GET /chatgroups?limit=1000',
    result: page({ groupId: GROUP, name: 'Tea', memberCount: 3, modifiedAt: NOW }),
  }),
  repeated({
    name: 'chatGroups(chat).listJoined',
    section: 'Retrieving all the chat groups a user joins',
    batch: 20,
    call: (chat) => chatGroups(chat).listJoined('bob').page(),
    request: 'GET /users/bob/joined_chatgroups?pagesize=20&pagenum=1',
    result: page({ groupId: GROUP, name: 'Tea' }),
  }),
  repeated({
    name: 'chatGroups(chat).update',
    section: 'Modifying group information',
    call: (chat) => chatGroups(chat).update(GROUP, { name: 'Coffee', needsApproval: true }),
    request: `PUT /chatgroups/${GROUP} {"groupname":"Coffee","membersonly":true}`,
    result: undefined,
  }),
  once({
    name: 'chatGroups(chat).transfer',
    section: 'Transferring group ownership',
    call: (chat) => chatGroups(chat).transfer(GROUP, 'bob'),
    request: `PUT /chatgroups/${GROUP} {"newowner":"bob"}`,
    result: undefined,
  }),
  repeated({
    name: 'chatGroups(chat).delete',
    section: 'Deleting a chat group',
    call: (chat) => chatGroups(chat).delete(GROUP),
    request: `DELETE /chatgroups/${GROUP}`,
    result: undefined,
  }),
  repeated({
    name: 'chatGroups(chat).disable',
    section: 'Banning a chat group',
    call: (chat) => chatGroups(chat).disable(GROUP),
    request: `POST /chatgroups/${GROUP}/disable`,
    result: undefined,
  }),
  repeated({
    name: 'chatGroups(chat).enable',
    section: 'Unbanning a chat group',
    call: (chat) => chatGroups(chat).enable(GROUP),
    request: `POST /chatgroups/${GROUP}/enable`,
    result: undefined,
  }),
  ...members('chatGroups'),
];

const rooms: readonly Row[] = [
  once({
    name: 'chatRooms(chat).create',
    section: 'Creating a chat room',
    limit: 50,
    call: (chat) => chatRooms(chat).create({ owner: 'bob', name: 'Talk', description: 'About tea', maxMembers: 500 }),
    request: 'POST /chatrooms {"name":"Talk","description":"About tea","maxusers":500,"owner":"bob"}',
    result: '1003',
  }),
  repeated({
    name: 'chatRooms(chat).get',
    section: 'Retrieving detailed information of the specified chat rooms',
    call: (chat) => chatRooms(chat).get(ROOM),
    request: `GET /chatrooms/${ROOM}`,
    result: {
      roomId: ROOM,
      name: 'Live',
      description: 'A show',
      ...details,
    },
  }),
  repeated({
    name: 'chatRooms(chat).list',
    section: 'Retrieving basic information of all chat rooms',
    limit: 50,
    batch: 100,
    call: (chat) => chatRooms(chat).list().page(),
    request: 'GET /chatrooms?limit=100',
    result: page({ roomId: ROOM, name: 'Live', owner: 'alice', memberCount: 3 }),
  }),
  repeated({
    name: 'chatRooms(chat).listJoined',
    section: 'Retrieving chat rooms that a user joins',
    limit: 50,
    batch: 1000,
    call: (chat) => chatRooms(chat).listJoined('bob').page(),
    request: 'GET /users/bob/joined_chatrooms?pagenum=1&pagesize=1000',
    result: page({ roomId: ROOM, name: 'Live' }),
  }),
  repeated({
    name: 'chatRooms(chat).update',
    section: 'Modifying chat room information',
    call: (chat) => chatRooms(chat).update(ROOM, { description: 'The last show' }),
    request: `PUT /chatrooms/${ROOM} {"description":"The last show"}`,
    result: undefined,
  }),
  repeated({
    name: 'chatRooms(chat).delete',
    section: 'Deleting the specified chat room',
    call: (chat) => chatRooms(chat).delete(ROOM),
    request: `DELETE /chatrooms/${ROOM}`,
    result: undefined,
  }),
  ...members('chatRooms'),
];

const attributes: readonly Row[] = [
  repeated({
    name: 'chatUserAttributes(chat).set',
    section: 'Setting user attributes',
    call: (chat) => chatUserAttributes(chat).set('alice', { nickname: 'Alice & Co', sign: 'ü' }),
    request: 'PUT /metadata/user/alice nickname=Alice%20%26%20Co&sign=%C3%BC',
    result: undefined,
  }),
  repeated({
    name: 'chatUserAttributes(chat).get',
    section: 'Retrieving user attributes',
    before: (chat) => chatUserAttributes(chat).set('alice', { nickname: 'Alice & Co', sign: 'ü' }),
    call: (chat) => chatUserAttributes(chat).get('alice'),
    request: 'GET /metadata/user/alice',
    result: { nickname: 'Alice & Co', sign: 'ü' },
  }),
  repeated({
    name: 'chatUserAttributes(chat).getMany',
    section: 'Retrieving the user attributes of multiple users',
    batch: 100,
    before: (chat) => chatUserAttributes(chat).set('alice', { nickname: 'Alice', sign: 'ü' }),
    call: (chat) => chatUserAttributes(chat).getMany(['alice', 'bob'], ['nickname']),
    request: 'POST /metadata/user/get {"targets":["alice","bob"],"properties":["nickname"]}',
    result: {
      results: new Map<string, object>([
        ['alice', { nickname: 'Alice' }],
        ['bob', {}],
      ]),
      failed: [],
    },
  }),
  repeated({
    name: 'chatUserAttributes(chat).delete',
    section: 'Deleting user attributes',
    call: (chat) => chatUserAttributes(chat).delete('alice'),
    request: 'DELETE /metadata/user/alice',
    result: undefined,
  }),
  repeated({
    name: 'chatUserAttributes(chat).totalSize',
    section: 'Retrieving the total size of user attributes in the app',
    call: (chat) => chatUserAttributes(chat).totalSize(),
    request: 'GET /metadata/user/capacity',
    result: 2,
  }),
];

const FILE = '5fd74830-0000-4000-8000-000000001003';
const upload = (chat: ChatRestClient) =>
  chatFiles(chat).upload(new Blob(['tea']), { name: 'menu.txt', isRestricted: true });

async function download(chat: ChatRestClient): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of chatFiles(chat).download(FILE, { shareSecret: `secret-${FILE}` })) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const files: readonly Row[] = [
  once({
    name: 'chatFiles(chat).upload',
    section: 'Upload a file',
    call: upload,
    request: 'POST /chatfiles',
    result: {
      fileId: FILE,
      url: `https://stand-in.test/61717166/1069763/chatfiles/${FILE}`,
      shareSecret: `secret-${FILE}`,
    },
  }),
  repeated({
    name: 'chatFiles(chat).download',
    section: 'Download a file',
    before: upload,
    call: download,
    request: `GET /chatfiles/${FILE}`,
    result: 'tea',
  }),
];

const push: readonly Row[] = [
  repeated({
    name: 'chatPush(chat).setNickname',
    section: 'Set the display name in push notifications',
    call: (chat) => chatPush(chat).setNickname('alice', 'Alice'),
    request: 'PUT /users/alice {"nickname":"Alice"}',
    result: undefined,
  }),
  repeated({
    name: 'chatPush(chat).setDisplayStyle',
    section: 'Set the display style in push notifications',
    call: (chat) => chatPush(chat).setDisplayStyle('alice', 'content'),
    request: 'PUT /users/alice {"notification_display_style":1}',
    result: undefined,
  }),
  repeated({
    name: 'chatPush(chat).set',
    section: 'Set up push notifications',
    call: (chat) => chatPush(chat).set('alice', { mode: 'mentions', quietHours: '22:00-07:00', quietFor: 3600 }),
    request:
      'PUT /users/alice/notification/user/alice {"type":"AT","ignoreInterval":"22:00-07:00","ignoreDuration":3600000}',
    result: undefined,
  }),
  repeated({
    name: 'chatPush(chat).get',
    section: 'Retrieve the settings of push notifications',
    before: (chat) =>
      chatPush(chat).set('alice', { mode: 'none', quietFor: 3600 }, { conversation: { groupId: GROUP } }),
    call: (chat) => chatPush(chat).get('alice', { conversation: { groupId: GROUP } }),
    request: `GET /users/alice/notification/chatgroup/${GROUP}`,
    result: { mode: 'none', quietUntil: NOW + 3600 },
  }),
  repeated({
    name: 'chatPush(chat).setLanguage',
    section: 'Set the preferred language of push notifications',
    call: (chat) => chatPush(chat).setLanguage('alice', 'DE'),
    request: 'PUT /users/alice/notification/language {"translationLanguage":"DE"}',
    result: undefined,
  }),
  repeated({
    name: 'chatPush(chat).getLanguage',
    section: 'Retrieve the preferred language of push notifications',
    before: (chat) => chatPush(chat).setLanguage('alice', 'DE'),
    call: (chat) => chatPush(chat).getLanguage('alice'),
    request: 'GET /users/alice/notification/language',
    result: 'DE',
  }),
];

const mutes: readonly Row[] = [
  repeated({
    name: 'chatMutes(chat).set',
    section: 'Globally mute a specified user',
    call: (chat) => chatMutes(chat).set('bob', { users: 60, groups: 'forever', rooms: 0 }),
    request: 'POST /mutes {"username":"bob","chat":60,"groupchat":-1,"chatroom":0}',
    result: undefined,
  }),
  repeated({
    name: 'chatMutes(chat).get',
    section: 'Query the detailed information of global-mute',
    before: (chat) => chatMutes(chat).set('bob', { users: 60, groups: 'forever' }),
    call: (chat) => chatMutes(chat).get('bob'),
    request: 'GET /mutes/bob',
    result: { userId: 'bob', users: 60, groups: 'forever', rooms: 0 },
  }),
  repeated({
    name: 'chatMutes(chat).list',
    section: 'Retrieve all globally muted users',
    batch: 50,
    before: (chat) => chatMutes(chat).set('bob', { groups: 'forever' }),
    call: (chat) => chatMutes(chat).list().page(),
    request: 'GET /mutes?pageNum=1&pageSize=50',
    result: page({ userId: 'bob', groups: 'forever' }),
  }),
];

const blocks: readonly Row[] = [
  repeated({
    name: 'chatBlocks(chat).add',
    section: 'Add user to blacklist',
    limit: 50,
    batch: 50,
    call: (chat) => chatBlocks(chat).add('alice', ['mallory', 'eve']),
    request: 'POST /users/alice/blocks/users {"usernames":["mallory","eve"]}',
    result: done('mallory', 'eve'),
  }),
  repeated({
    name: 'chatBlocks(chat).remove',
    section: 'Removing a user from the block list',
    limit: 50,
    call: (chat) => chatBlocks(chat).remove('alice', 'mallory'),
    request: 'DELETE /users/alice/blocks/users/mallory',
    result: undefined,
  }),
  repeated({
    name: 'chatBlocks(chat).list',
    section: 'Retrieving the block list',
    limit: 50,
    batch: 50,
    before: (chat) => chatBlocks(chat).add('alice', ['mallory']),
    call: (chat) => chatBlocks(chat).list('alice').page(),
    request: 'GET /users/alice/blocks/users?pageSize=50',
    result: page('mallory'),
  }),
];

const state = (userId: string, devices: object, ext = '') => ({ userId, devices, ext, lastOnlineAt: NOW });

const presence: readonly Row[] = [
  repeated({
    name: 'chatPresence(chat).set',
    section: 'Set the presence status of a user',
    limit: 50,
    call: (chat) => chatPresence(chat).set('bob', { device: 'webim_1', status: 100, ext: 'busy' }),
    request: 'POST /users/bob/presence/webim_1/100 {"ext":"busy"}',
    result: undefined,
  }),
  repeated({
    name: 'chatPresence(chat).get',
    section: 'Retrieve the presence status of multiple users',
    limit: 50,
    batch: 100,
    before: (chat) => chatPresence(chat).set('bob', { device: 'webim_1', status: 100, ext: 'busy' }),
    call: (chat) => chatPresence(chat).get('alice', ['bob', 'carol']),
    request: 'POST /users/alice/presence {"usernames":["bob","carol"]}',
    result: {
      results: new Map([
        ['bob', state('bob', { webim_1: 100 }, 'busy')],
        ['carol', state('carol', {})],
      ]),
      failed: [],
    },
  }),
  repeated({
    name: 'chatPresence(chat).subscribe',
    section: 'Subscribe to the presence status of multiple users',
    limit: 50,
    batch: 100,
    call: (chat) => chatPresence(chat).subscribe('alice', ['bob'], 3600),
    request: 'POST /users/alice/presence/3600 {"usernames":["bob"]}',
    result: { results: new Map([['bob', state('bob', {})]]), failed: [] },
  }),
  repeated({
    name: 'chatPresence(chat).unsubscribe',
    section: 'Unsubscribe from the presence status of multiple users',
    limit: 50,
    batch: 100,
    call: (chat) => chatPresence(chat).unsubscribe('alice', ['bob']),
    request: 'DELETE /users/alice/presence ["bob"]',
    result: done('bob'),
  }),
  repeated({
    name: 'chatPresence(chat).listSubscriptions',
    section: 'Retrieve the subscriptions of a user',
    limit: 50,
    batch: 500,
    before: (chat) => chatPresence(chat).subscribe('alice', ['bob'], 3600),
    call: (chat) => chatPresence(chat).listSubscriptions('alice').page(),
    request: 'GET /users/alice/presence/sublist?pageNum=1&pageSize=500',
    result: page({ userId: 'bob', expiresAt: NOW + 3600 }),
  }),
];

export const catalogue: readonly Row[] = [
  ...messages,
  ...groups,
  ...rooms,
  ...attributes,
  ...files,
  ...push,
  ...mutes,
  ...blocks,
  ...presence,
];
