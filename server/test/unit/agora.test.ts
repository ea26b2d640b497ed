/** The server's length limits equal those of the library's builders. */
import {
  buildApaasRoomUserToken,
  buildChatUserToken,
  buildRtcToken,
  buildRtmToken,
  type Issue,
  isTokenError,
} from 'accesstoken2';
import { expect, it } from 'vitest';
import { FIRST_ABSOLUTE_TIME, LONGEST_LIFETIME, LONGEST_NAME, LONGEST_RTC_ACCOUNT } from '../../src/tokens/agora.ts';
import { credentials } from '../support/credentials.ts';

const issue: Issue & typeof credentials = { ...credentials, expiresIn: 60 };
const rtc = { ...issue, channelName: 'room', uid: 'alice', role: 'subscriber' } as const;
const room = { ...issue, roomUuid: 'maths', userUuid: 'alice', role: 2 };

it.each<[string, number, (length: number) => string]>([
  ['lifetime', LONGEST_LIFETIME, (expiresIn) => buildChatUserToken({ ...issue, userId: 'alice', expiresIn })],
  ['lifetime in aPaaS', LONGEST_LIFETIME, (expiresIn) => buildApaasRoomUserToken({ ...room, expiresIn })],
  ['duration', FIRST_ABSOLUTE_TIME - 1, (expiresIn) => buildRtmToken({ ...issue, userId: 'alice', expiresIn })],
  ['Chat user', LONGEST_NAME, (length) => buildChatUserToken({ ...issue, userId: 'x'.repeat(length) })],
  ['RTM user', LONGEST_NAME, (length) => buildRtmToken({ ...issue, userId: 'x'.repeat(length) })],
  ['channel', LONGEST_NAME, (length) => buildRtcToken({ ...rtc, channelName: 'x'.repeat(length) })],
  ['RTC account', LONGEST_RTC_ACCOUNT, (length) => buildRtcToken({ ...rtc, uid: 'x'.repeat(length) })],
  ['aPaaS user', LONGEST_NAME, (length) => buildApaasRoomUserToken({ ...room, userUuid: 'x'.repeat(length) })],
  ['aPaaS room', LONGEST_NAME, (length) => buildApaasRoomUserToken({ ...room, roomUuid: 'x'.repeat(length) })],
])('the longest %s is %i', (_, longest, build) => {
  expect(build(longest)).toMatch(/^007/);
  expect(() => build(longest + 1)).toThrow(expect.toSatisfy(isTokenError));
});
