/** RTC (voice and video calls): who may join which channel and publish in it. */
import { type FieldName, requireInteger, typeError, UINT32_MAX } from '../checks.ts';
import { type FieldCodec, text } from '../wire/codecs.ts';
import { type Privileges, privileges, type Service, service } from './service.ts';

/** A grant of RTC: voice and video calls. */
export interface RtcGrant {
  readonly service: 'rtc';
  /** The channel that may be joined. */
  readonly channelName: string;
  /** A number for the SDK's integer uids (0: any uid), a string for user accounts. */
  readonly uid: string | number;
  /** `joinChannel`: joins the channel. `publishAudio`, `publishVideo`, `publishData`: sends to it. */
  readonly privileges: Privileges<'joinChannel' | 'publishAudio' | 'publishVideo' | 'publishData'>;
}

/** An RTC grant as read from a token: on the wire, a uid is a string, and the uid 0 is empty. */
export interface RtcService extends RtcGrant {
  /** A number in decimal, or a user account; empty if the token is for any uid. */
  readonly uid: string;
}

/** Converts a uid to its string on the wire: decimal for a number, empty for 0. Strings, even `'0'`, are unchanged. */
export function uidText(value: unknown, field: FieldName): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') throw typeError(field, 'a string or a number', value);
  const number = requireInteger(value, 0, UINT32_MAX, field);
  return number === 0 ? '' : String(number);
}

const uid: FieldCodec<string | number, string> = {
  kind: 'uid',
  // Not `text.minBytes`: bundlers treat a property access as a side effect, and would keep every service.
  minBytes: 2,
  check: uidText,
  write: (writer, value) => writer.text(uidText(value, writer.path)),
  read: (reader) => reader.text(),
};

export const rtc: Service<RtcGrant, RtcService> = service<RtcGrant, RtcService>({
  type: 1,
  name: 'rtc',
  fields: {
    privileges: privileges({ joinChannel: 1, publishAudio: 2, publishVideo: 3, publishData: 4 }),
    channelName: text,
    uid,
  },
  wildcards: { uid: '' },
});
