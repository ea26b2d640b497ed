/**
 * The signing content of a token: app id, u32 issue time, u32 lifetime, u32 salt, then a u16 count of services.
 * This is what the signature covers, to the last byte. Names no service: the registry knows them.
 */

import { fieldError, requireArray, requireRecord, requireString } from '../checks.ts';
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
  /** The app that it is for. */
  readonly appId: string;
  /** Unix seconds. */
  readonly issuedAt: number;
  /** Seconds from `issuedAt`. */
  readonly expiresIn: number;
  /** A number that tells apart tokens of the same second. */
  readonly salt: number;
}

/**
 * Signed bytes behind what can be read: the body of a service whose type is not known (it has no length, so
 * everything after it is unreadable too), or bytes behind the last service (then without `serviceType`).
 */
export interface UnknownContent {
  /** The number of the service. */
  readonly serviceType?: number;
  /** What stands there, up to the end of the token. */
  readonly bytes: Uint8Array;
}

/** The signing content as read. */
export interface TokenContent extends TokenHeader {
  /** In the order of the wire; several of one type are kept. */
  readonly services: readonly DecodedService[];
  /** Where there is more than can be read. */
  readonly unknown?: UnknownContent;
}

/** The app id read last: a server sees the same one all day. */
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

/** As `header.write`, of values that have been checked. */
function writeHeader(writer: Writer, { appId, issuedAt, expiresIn, salt }: TokenHeader): void {
  writer.text(appId);
  writer.u32(issuedAt);
  writer.u32(expiresIn);
  writer.u32(salt);
}

/** A type number: of a service of unknown type no more is known. */
const MIN_SERVICE_BYTES = 2;

/** A grant on its way to its place, and its place in the caller's list. */
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
  if (!Number.isInteger(length) || length < 1)
    throw fieldError('ERR_INPUT', path, 'is empty; a token must grant something');
  // With its final length: an array that grows from nothing allocates room for seventeen.
  const entries = new Array<Entry>(length >>> 0);
  // Up to the length that was read first: a getter may change it.
  for (let index = 0; index < length; index++) {
    path.enter(index);
    const grant = grants[index] as ServiceGrant;
    entries[index] = { service: resolveService(grant, path), grant, index };
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

/**
 * Reads what stands behind the header, to the end: adds what it can read to `services` and returns what it cannot. What
 * is signed is kept, also where it cannot be understood.
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
