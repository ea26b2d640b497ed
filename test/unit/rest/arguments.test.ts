/** Arguments of the product areas: checked before anything is sent, and refused with the field at fault. */
import { describe, expect, it } from 'vitest';
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
import { expectRefusedArgument, setUp } from '../../support/rest.ts';

const text = { type: 'text', text: 'Hello' } as const;
/** What a caller without types might pass. */
const any = (value: unknown) => value as never;

const calls: readonly (readonly [string, string | undefined, (chat: ChatRestClient) => Promise<unknown>])[] = [
  [
    'a message of an unknown type',
    'message.type',
    (chat) => chatMessages(chat).sendToUsers(['a'], any({ type: 'toString' })),
  ],
  ['no message', 'message.type', (chat) => chatMessages(chat).sendToUsers(['a'], any(undefined))],
  [
    'a message without its text',
    'message.text',
    (chat) => chatMessages(chat).sendToUsers(['a'], any({ type: 'text' })),
  ],
  ['an unknown field of a message', 'url', (chat) => chatMessages(chat).sendToUsers(['a'], any({ ...text, url: '' }))],
  ['an upper-case sender', 'from', (chat) => chatMessages(chat).sendToUsers(['a'], text, { from: 'Alice' })],
  ['a priority for users', 'priority', (chat) => chatMessages(chat).sendToUsers(['a'], text, any({ priority: 'low' }))],
  ['an unknown priority', 'priority', (chat) => chatMessages(chat).sendToRooms(['1'], text, any({ priority: 'top' }))],
  ['a group ID with a slash', 'groupIds[1]', (chat) => chatMessages(chat).sendToGroups(['1', '2/3'], text)],
  ['an ext that is no object', 'ext', (chat) => chatMessages(chat).sendToUsers(['a'], text, any({ ext: 'x' }))],
  ['a recipient that is no list', 'userIds', (chat) => chatMessages(chat).sendToUsers(any('alice'), text)],
  ['no group', 'group', (chat) => chatGroups(chat).create(any(undefined))],
  ['a group without an owner', 'owner', (chat) => chatGroups(chat).create(any({ name: 'Tea' }))],
  ['a group with an unknown field', 'title', (chat) => chatGroups(chat).create(any({ owner: 'a', title: 'x' }))],
  ['a flag that is a string', 'isPublic', (chat) => chatGroups(chat).update('1', any({ isPublic: 'yes' }))],
  ['a member with a slash', 'userIds[0]', (chat) => chatGroups(chat).removeMembers('1', ['a/b'])],
  ['a group ID that leads upward', 'groupId', (chat) => chatGroups(chat).delete('..')],
  ['a mute of no time', 'duration', (chat) => chatGroups(chat).mute('1', ['a'], 0)],
  ['a page that is too large', 'pageSize', (chat) => chatGroups(chat).listJoined('a', { pageSize: 21 }).page()],
  [
    'an unknown option of a listing',
    'size',
    (chat) =>
      chatGroups(chat)
        .list(any({ size: 5 }))
        .page(),
  ],
  ['a room without a description', 'description', (chat) => chatRooms(chat).create(any({ owner: 'a', name: 'x' }))],
  ['a room that is too large', 'maxMembers', (chat) => chatRooms(chat).update('1', { maxMembers: 10_001 })],
  ['an attribute that is no string', 'attributes.age', (chat) => chatUserAttributes(chat).set('a', any({ age: 7 }))],
  ['a file that is no blob', 'content', (chat) => chatFiles(chat).upload(any('tea'))],
  ['a thumbnail of no width', 'thumbnailWidth', (chat) => chatFiles(chat).upload(new Blob([]), { thumbnailWidth: 0 })],
  ['a file ID that leads upward', 'fileId', (chat) => chatFiles(chat).download('../users').next()],
  ['a long nickname', 'nickname', (chat) => chatPush(chat).setNickname('a', 'x'.repeat(101))],
  ['an unknown style', 'style', (chat) => chatPush(chat).setDisplayStyle('a', any('loud'))],
  ['an unknown mode', 'mode', (chat) => chatPush(chat).set('a', any({ mode: 'toString' }))],
  ['quiet hours of another kind', 'quietHours', (chat) => chatPush(chat).set('a', { quietHours: '24:00-07:00' })],
  ['quiet for too long', 'quietFor', (chat) => chatPush(chat).set('a', { quietFor: 604_801 })],
  [
    'an unknown conversation',
    'conversation.groupId',
    (chat) => chatPush(chat).get('a', any({ conversation: { groupId: '' } })),
  ],
  ['a mute of a negative time', 'users', (chat) => chatMutes(chat).set('a', { users: -1 })],
  ['an unknown kind of mute', 'chats', (chat) => chatMutes(chat).set('a', any({ chats: 1 }))],
  ['a blocked user whose ID is invalid', 'blockedId', (chat) => chatBlocks(chat).remove('a', 'B')],
  ['a subscription of a year', 'seconds', (chat) => chatPresence(chat).subscribe('a', ['b'], 31_536_000)],
  ['a status that is no number', 'status', (chat) => chatPresence(chat).set('a', any({ device: 'x', status: 'busy' }))],
  ['an unknown call option', 'sginal', (chat) => chatGroups(chat).get('1', any({ sginal: null }))],
  [
    'an unknown option of createUser',
    'ifExist',
    (chat) => chat.createUser({ userId: 'a' }, any({ ifExist: 'accept' })),
  ],
  [
    'an unknown answer to ifExists',
    'ifExists',
    (chat) => chat.createUser({ userId: 'a' }, any({ ifExists: 'ignore' })),
  ],
  ['an unknown field of a user', 'nickName', (chat) => chat.createUser(any({ userId: 'a', nickName: 'x' }))],
  ['no user', 'user', (chat) => chat.createUser(any(undefined))],
  ['a password that is no string', 'password', (chat) => chat.setPassword('a', any(undefined))],
];

describe('refuses', () => {
  it.each(calls)('%s: %s', async (_, field, call) => {
    const { chat, run, standIn } = setUp();
    await expectRefusedArgument(run(call(chat)), field);
    expect(standIn.requests).toEqual([]);
  });
});

describe('messages', () => {
  it.each([
    [
      { type: 'file', url: 'https://x/f', name: 'f', secret: 's' },
      'file',
      { url: 'https://x/f', filename: 'f', secret: 's' },
    ],
    [
      { type: 'image', url: 'https://x/i', width: 3, height: 4 },
      'img',
      { url: 'https://x/i', size: { width: 3, height: 4 } },
    ],
    [{ type: 'voice', url: 'https://x/v', duration: 5 }, 'audio', { url: 'https://x/v', length: 5 }],
    [
      { type: 'video', url: 'https://x/m', duration: 5, size: 9, thumbnailUrl: 'https://x/t', thumbnailSecret: 's' },
      'video',
      { url: 'https://x/m', length: 5, file_length: 9, thumb: 'https://x/t', thumb_secret: 's' },
    ],
    [
      { type: 'location', latitude: '39.9', longitude: '116.3', address: 'Tea house' },
      'loc',
      { lat: '39.9', lng: '116.3', addr: 'Tea house' },
    ],
  ] as const)('%j', async (message, type, body) => {
    const { chat, run, standIn } = setUp();
    await run(chatMessages(chat).sendToUsers(['alice'], message));
    expect(standIn.areas.messages.map(({ message: sent }) => sent)).toEqual([{ type, body }]);
  });
});
