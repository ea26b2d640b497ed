/**
 * The signing content of a token: app ID, u32 issue time, u32 lifetime, u32 salt, then a u16 count of services.
 * The signature covers all of it. Services are found through the registry, so this file names none.
 */

import { fieldError, isShowableName, nameHint, requireArray, requireRecord, requireString } from '../checks.ts';
import type { Path } from '../path.ts';
import {
  type AnyService,
  type DecodedService,
  type ServiceGrant,
  serviceByName,
  serviceByType,
  serviceNames,
} from '../services/registry.ts';
import { type Codec, struct, text, u32 } from '../wire/codecs.ts';
import type { Reader } from '../wire/reader.ts';
import type { Writer } from '../wire/writer.ts';

/** The fields that every token begins with. */
export interface TokenHeader {
  /** The app that the token is for. */
  readonly appId: string;
  /** Unix seconds. */
  readonly issuedAt: number;
  /** Seconds from `issuedAt`. */
  readonly expiresIn: number;
  /** A number that makes tokens of the same second differ. */
  readonly salt: number;
}

/**
 * Signed bytes that cannot be read: the body of a service of unknown type, which has no length, and everything after it;
 * or bytes after the last service, then without `serviceType`.
 */
export interface UnknownContent {
  /** The number of the service. */
  readonly serviceType?: number;
  /** The bytes, up to the end of the token. */
  readonly bytes: Uint8Array;
}

/** The last app ID read, to avoid decoding it again: a server reads the tokens of one app. */
let lastAppId = '';

const appIdText: Codec<string> = {
  minBytes: 2,
  write: (writer, value) => text.write(writer, value),
  read: (reader) => {
    lastAppId = reader.text(lastAppId);
    return lastAppId;
  },
};

export const header: Codec<TokenHeader> = struct<TokenHeader>({
  appId: appIdText,
  issuedAt: u32,
  expiresIn: u32,
  salt: u32,
});

/** Like `header.write`, without checking the values again. */
function writeHeader(writer: Writer, { appId, issuedAt, expiresIn, salt }: TokenHeader): void {
  writer.text(appId);
  writer.u32(issuedAt);
  writer.u32(expiresIn);
  writer.u32(salt);
}

/** The type number, which is all that is known of a service of unknown type. */
const MIN_SERVICE_BYTES = 2;

/** A grant, its service and its index in the caller's list. */
interface Entry {
  readonly service: AnyService;
  readonly grant: ServiceGrant;
  readonly index: number;
}

/** Writes the content, services in ascending order of type, and those of one type in the order given. */
export function writeContent(writer: Writer, content: TokenHeader, services: readonly ServiceGrant[]): void {
  writeHeader(writer, content);
  const { path } = writer;
  path.enter('services');
  const grants = requireArray(services, path);
  const { length } = grants;
  // A proxy may return anything as its length.
  if (!Number.isInteger(length) || length < 1) throw fieldError('ERR_INPUT', path, 'is empty; pass at least one grant');
  // Allocated at its final length: V8 makes room for seventeen items when an empty array grows.
  const entries = new Array<Entry>(length >>> 0);
  // Up to the length read above, since a getter may change it.
  for (let index = 0; index < length; index++) {
    path.enter(index);
    const grant = grants[index] as ServiceGrant;
    const service = resolveService(grant, path);
    refuseUnknownFields(grant, service, path);
    entries[index] = { service, grant, index };
    path.leave();
  }
  if (entries.length > 1) entries.sort((a, b) => a.service.type - b.service.type);
  writer.count(entries.length);
  for (const { service, grant, index } of entries) {
    path.enter(index);
    writer.u16(service.type);
    service.body.write(writer, grant);
    path.leave();
  }
  path.leave();
}

function resolveService(grant: unknown, path: Path): AnyService {
  const { service: name } = requireRecord(grant, path);
  path.enter('service');
  const service = serviceByName(requireString(name, path));
  if (service === undefined) throw fieldError('ERR_INPUT', path, `must be one of ${serviceNames.join(', ')}`);
  path.leave();
  return service;
}

/** A field that the service does not have would not be signed, such as `permissions` in a grant of `rtm`. */
function refuseUnknownFields(grant: ServiceGrant, { name: service, fieldNames }: AnyService, path: Path): void {
  for (const name in grant) {
    if (name === 'service' || fieldNames.includes(name) || !Object.hasOwn(grant, name)) continue;
    const shown = isShowableName(name) ? ` '${name}'` : '';
    const hint = nameHint(name, fieldNames, 'its fields are');
    throw fieldError('ERR_INPUT', path, `has an unknown field${shown} for ${service}; ${hint}`);
  }
}

/**
 * Reads everything after the header: adds the services to `services` and returns the signed bytes that it cannot read.
 */
export function readServices(reader: Reader, services: DecodedService[]): UnknownContent | undefined {
  const { path } = reader;
  path.enter('services');
  const count = reader.count(MIN_SERVICE_BYTES);
  for (let index = 0; index < count; index++) {
    path.enter(index);
    const serviceType = reader.u16();
    const service = serviceByType(serviceType);
    if (service === undefined) return { serviceType, bytes: reader.rest() };
    services.push(service.body.read(reader));
    path.leave();
  }
  return reader.remaining > 0 ? { bytes: reader.rest() } : undefined;
}
