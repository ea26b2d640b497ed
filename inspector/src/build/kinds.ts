/**
 * The kinds of demo tokens, in the order of the menu. The form, the token and the code samples all follow from an entry
 * here. `custom` is for everything else: it takes any services as JSON.
 */
import { buildChatAppToken, buildChatUserToken, buildRtcToken, buildRtmToken, buildToken } from 'accesstoken2';
import type { texts } from '../texts/texts.ts';

export type KindId = keyof typeof texts.kinds;
export type FieldName = keyof typeof texts.fields;
/** The inputs of the form, by field. */
export type Inputs = Readonly<Partial<Record<FieldName, string>>>;
export type Options = Readonly<Record<string, unknown>>;

export interface Kind {
  readonly id: KindId;
  /** The builder's name, for the samples: minifiers rename functions. */
  readonly call: string;
  /** @throws TokenError as the builders do. */
  readonly build: (options: never) => string;
  /** In the order of the form. */
  readonly fields: readonly FieldName[];
  /** The token server's native route for this kind of token. */
  readonly route?: string;
  /** Whether the Chat RESTful API accepts the token. */
  readonly callsRest?: boolean;
}

export const kinds: readonly Kind[] = [
  {
    id: 'chat-user',
    call: 'buildChatUserToken',
    build: buildChatUserToken,
    fields: ['userId', 'expiresIn'],
    route: '/generate-user-token',
  },
  {
    id: 'chat-app',
    call: 'buildChatAppToken',
    build: buildChatAppToken,
    fields: ['expiresIn'],
    route: '/generate-app-token',
    callsRest: true,
  },
  { id: 'rtc', call: 'buildRtcToken', build: buildRtcToken, fields: ['channelName', 'uid', 'role', 'expiresIn'] },
  { id: 'rtm', call: 'buildRtmToken', build: buildRtmToken, fields: ['userId', 'expiresIn'] },
  { id: 'custom', call: 'buildToken', build: buildToken, fields: ['services', 'expiresIn'] },
];

export const initialInputs: Readonly<Record<FieldName, string>> = {
  userId: 'alice',
  channelName: 'lobby',
  uid: '42',
  role: 'publisher',
  expiresIn: '3600',
  services: `[
  { "service": "chat", "userId": "alice",
    "privileges": { "user": 0 } },
  { "service": "rtm2", "userId": "alice",
    "privileges": { "login": 600 },
    "permissions": { "users": { "write": ["bob"] } } }
]`,
};

/**
 * The builder's options, without the credentials. Values are not validated here: the builders do it.
 *
 * @throws SyntaxError if a JSON field contains invalid JSON.
 */
export function optionsOf({ fields }: Kind, inputs: Inputs): Options {
  return Object.fromEntries(fields.map((name) => [name, parse(name, inputs[name] ?? initialInputs[name])]));
}

function parse(name: FieldName, input: string): unknown {
  if (name === 'services') return JSON.parse(input);
  // Not a number: no builder accepts it.
  if (name === 'expiresIn') return /^-?\d{1,15}$/.test(input.trim()) ? Number(input) : Number.NaN;
  // An integer for the SDK's UIDs, a string for user accounts.
  if (name === 'uid' && /^(0|[1-9]\d{0,9})$/.test(input) && Number(input) <= 0xffff_ffff) return Number(input);
  return input;
}
