/**
 * Every service of the format. To add one, write its file, then import it here and add it to the union and the list below.
 * The union is written out because `isolatedDeclarations` infers no type from a list of names.
 */
import type { FieldKind } from '../wire/codecs.ts';
import { type ApaasGrant, apaas } from './apaas.ts';
import { type ChatGrant, chat } from './chat.ts';
import { type ConvoaiGrant, convoai } from './convoai.ts';
import { type FcdnGrant, fcdn } from './fcdn.ts';
import { type FpaGrant, fpa } from './fpa.ts';
import { type RtcGrant, type RtcService, rtc } from './rtc.ts';
import { type RtmGrant, rtm } from './rtm.ts';
import { type Rtm2Grant, rtm2 } from './rtm2.ts';
import type { Service } from './service.ts';
import { type StreamingGrant, streaming } from './streaming.ts';
import { type SttGrant, stt } from './stt.ts';

/** A grant of one service, as plain data; `service` says which. */
export type ServiceGrant =
  | RtcGrant
  | RtmGrant
  | StreamingGrant
  | FpaGrant
  | ChatGrant
  | FcdnGrant
  | ApaasGrant
  | Rtm2Grant
  | ConvoaiGrant
  | SttGrant;

/** A grant as read from a token. `buildToken` accepts it unchanged. */
export type DecodedService = Exclude<ServiceGrant, RtcGrant> | RtcService;

/** A registry entry, for code that treats all services alike. */
export type AnyService = Service<ServiceGrant, DecodedService>;

const services: readonly AnyService[] = [
  rtc,
  rtm,
  streaming,
  fpa,
  chat,
  fcdn,
  apaas,
  rtm2,
  convoai,
  stt,
] as readonly unknown[] as readonly AnyService[];

/** Describes a service of the format, for forms, command lines and documents that list all of them. */
export interface ServiceDescription {
  /** The value of `service` in grants and requirements. */
  readonly service: ServiceGrant['service'];
  /** The service's number on the wire. */
  readonly type: number;
  /** The type of each of its fields except `privileges`, in wire order. */
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** The number of each privilege, by name. */
  readonly privileges: Readonly<Record<string, number>>;
}

/** Every service that this library can write and read, by ascending number. */
export const serviceCatalog: readonly ServiceDescription[] = /* @__PURE__ */ services.map(
  ({ name, type, fields: { privileges, ...fields }, privilegeNames }) => ({
    service: name,
    type,
    fields: Object.fromEntries(Object.entries(fields).map(([field, { kind }]) => [field, kind])),
    privileges: { ...privilegeNames },
  }),
);

export const serviceNames: readonly string[] = /* @__PURE__ */ services.map((service) => service.name);

const byName: ReadonlyMap<string, AnyService> = /* @__PURE__ */ servicesBy((one) => one.name);
const byType: ReadonlyMap<number, AnyService> = /* @__PURE__ */ servicesBy((one) => one.type);

/** A separate function, since bundlers keep the calls in the arguments of a pure call. */
function servicesBy<Key>(keyOf: (service: AnyService) => Key): ReadonlyMap<Key, AnyService> {
  return new Map(services.map((one) => [keyOf(one), one]));
}

export function serviceByName(name: string): AnyService | undefined {
  return byName.get(name);
}

export function serviceByType(type: number): AnyService | undefined {
  return byType.get(type);
}
