/** The fields of demo tokens, by name: the initial value of each, and how its input is parsed. */
import type { Rtm2Permissions, ServiceGrant } from 'accesstoken2';
import type { RtcRole } from '../samples/recipe.ts';

/** `read` does not validate: the builders refuse invalid values, with better messages. */
export interface Field<Value = unknown> {
  readonly control: 'text' | 'number' | 'role' | 'json';
  readonly initial: string;
  readonly read: (text: string) => Value;
}

/** The type of each field's value. */
interface AllValues {
  readonly channelName: string;
  readonly uid: string | number;
  readonly account: string;
  readonly userId: string;
  readonly userUuid: string;
  readonly role: RtcRole;
  readonly permissions: Rtm2Permissions;
  readonly services: readonly ServiceGrant[];
  readonly expiresIn: number;
  readonly privilegesExpireIn: number;
  readonly joinChannel: number;
  readonly publishAudio: number;
  readonly publishVideo: number;
  readonly publishData: number;
  readonly login: number;
  readonly publishMixStream: number;
  readonly publishRawStream: number;
  readonly publish: number;
  readonly play: number;
}

export type FieldName = keyof AllValues;
export type Values<Name extends FieldName> = Pick<AllValues, Name>;

function text(initial: string): Field<string> {
  return { control: 'text', initial, read: (text) => text };
}

/** An integer. Anything else becomes NaN, which every builder refuses. */
function integer(initial: number): Field<number> {
  return {
    control: 'number',
    initial: String(initial),
    read: (text) => (/^-?\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN),
  };
}

function json<Value>(initial: Value): Field<Value> {
  return { control: 'json', initial: JSON.stringify(initial, null, 2), read: (text) => JSON.parse(text) as Value };
}

export const fields: { readonly [Name in FieldName]: Field<AllValues[Name]> } = {
  channelName: text('lobby'),
  // A number for the SDK's integer UIDs, a string for user accounts.
  uid: {
    control: 'text',
    initial: '42',
    read: (text) => (/^(0|[1-9]\d{0,9})$/.test(text) && Number(text) <= 0xffff_ffff ? Number(text) : text),
  },
  account: text('alice'),
  userId: text('alice'),
  userUuid: text('alice'),
  role: { control: 'role', initial: 'publisher', read: (text) => text as RtcRole },
  permissions: json({ messageChannels: { read: ['lobby', 'news'], write: ['lobby'] } }),
  services: json([
    { service: 'chat', userId: 'alice', privileges: { user: 3600 } },
    { service: 'rtc', channelName: 'lobby', uid: 42, privileges: { joinChannel: 3600, publishAudio: 600 } },
  ]),
  expiresIn: integer(3600),
  privilegesExpireIn: integer(0),
  joinChannel: integer(3600),
  publishAudio: integer(1800),
  publishVideo: integer(900),
  publishData: integer(600),
  login: integer(3600),
  publishMixStream: integer(3600),
  publishRawStream: integer(600),
  publish: integer(3600),
  play: integer(600),
};
