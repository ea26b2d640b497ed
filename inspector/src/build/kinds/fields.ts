/** The fields that demo tokens are made of, by name: how each is filled in at first, and how its text is read. */
import type { Rtm2Permissions, ServiceGrant } from 'accesstoken2';
import type { RtcRole } from '../samples/recipe.ts';

/** What is wrong with a value is for the builders to say, so that `read` lets it through. */
export interface Field<Value = unknown> {
  readonly control: 'text' | 'number' | 'role' | 'json';
  readonly initial: string;
  readonly read: (text: string) => Value;
}

/** Of a field's values, by the field's name. */
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

/** A whole number. Anything else is not a number, and no builder takes that. */
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
  // A number for the SDK's integer uids, any other text for user accounts.
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
