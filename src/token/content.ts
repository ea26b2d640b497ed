/**
 * The signing content of a token: app id, u32 issue time, u32 lifetime, u32 salt, then a u16 count of services.
 * This is what the signature covers, to the last byte. Names no service: the registry knows them.
 */
import { TokenError } from '../errors.ts';
import {
  type DecodedService,
  type ServiceGrant,
  serviceByName,
  serviceByType,
  serviceNames,
} from '../services/registry.ts';
import { requireArray, requireRecord, requireString } from '../wire/checks.ts';
import { type Codec, struct, text, u16, u32 } from '../wire/codecs.ts';
import type { Reader } from '../wire/reader.ts';
import type { Writer } from '../wire/writer.ts';

/** The fields that every token begins with. */
export interface TokenHeader {
  readonly appId: string;
  /** Unix seconds. */
  readonly issuedAt: number;
  /** Seconds from `issuedAt`. */
  readonly expiresIn: number;
  readonly salt: number;
}

/**
 * Signed bytes behind what can be read: the body of a service whose type is not known (it has no length, so
 * everything after it is unreadable too), or bytes behind the last service (then without `serviceType`).
 */
export interface UnknownContent {
  readonly serviceType?: number;
  readonly bytes: Uint8Array;
}

/** The signing content as read. */
export interface TokenContent extends TokenHeader {
  /** In the order of the wire; several of one type are kept. */
  readonly services: readonly DecodedService[];
  readonly unknown?: UnknownContent;
}

export const header: Codec<TokenHeader> = struct<TokenHeader>({
  appId: text,
  issuedAt: u32,
  expiresIn: u32,
  salt: u32,
});

/** A type number: of a service of unknown type no more is known. */
const MIN_SERVICE_BYTES = 2;

/** Writes the content, services in ascending order of type, and those of one type in the order given. */
export function writeContent(writer: Writer, content: TokenHeader, services: readonly ServiceGrant[]): void {
  header.write(writer, content, '');
  const entries = requireArray(services, 'services').map((grant, index) => {
    const field = `services[${index}]`;
    return { ...resolveService(grant, field), field };
  });
  if (entries.length === 0) {
    throw new TokenError('ERR_INPUT', 'services is empty; a token must grant something', { field: 'services' });
  }
  entries.sort((a, b) => a.service.type - b.service.type);
  writer.count(entries.length, 'services');
  for (const { service, grant, field } of entries) {
    writer.u16(service.type);
    service.body.write(writer, grant, field);
  }
}

function resolveService(grant: unknown, field: string) {
  const name = requireString(requireRecord(grant, field).service, `${field}.service`);
  const service = serviceByName(name);
  if (service === undefined) {
    throw new TokenError('ERR_INPUT', `${field}.service must be one of ${serviceNames.join(', ')}`, {
      field: `${field}.service`,
    });
  }
  return { service, grant: grant as ServiceGrant };
}

/** Reads the content to the end: what is signed is kept, also where it cannot be understood. */
export function readContent(reader: Reader): TokenContent {
  const head = header.read(reader, '');
  const services: DecodedService[] = [];
  const count = reader.count(MIN_SERVICE_BYTES, 'services');
  for (let index = 0; index < count; index++) {
    const field = `services[${index}]`;
    const type = u16.read(reader, field);
    const service = serviceByType(type);
    if (service === undefined)
      return { ...head, services, unknown: { serviceType: type, bytes: reader.rest().slice() } };
    services.push({ service: service.name, ...service.body.read(reader, field) } as DecodedService);
  }
  if (reader.remaining > 0) return { ...head, services, unknown: { bytes: reader.rest().slice() } };
  return { ...head, services };
}
