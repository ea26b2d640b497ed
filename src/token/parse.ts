/**
 * Reads the content of a token, one call for each arrow:
 * token → "007" → base64 → zlib stream → payload → signature and signing content.
 * Strict about everything that is not signed: the base64 must be canonical, and nothing may follow the zlib stream.
 */
import { decodeBase64Into, decodedBase64Length } from '../base64/base64.ts';
import { fieldError, type OptionNames, optionNames, requireInteger, requireOptions, requireString } from '../checks.ts';
import { TokenError } from '../errors.ts';
import { inflateShared, type SharedBytes } from '../inflate/inflate.ts';
import type { DecodedService } from '../services/registry.ts';
import { Reader } from '../wire/reader.ts';
import { header, readServices, type UnknownContent } from './content.ts';
import { DEFAULT_MAX_PAYLOAD, SIGNATURE_BYTES, VERSION } from './envelope.ts';

/** The content of a token. */
export interface DecodedToken {
  /** The app that the token is for. */
  readonly appId: string;
  /** Unix seconds. */
  readonly issuedAt: number;
  /** Seconds from `issuedAt`. */
  readonly expiresIn: number;
  /** Unix seconds: `issuedAt + expiresIn`. From this second on, the token is expired. */
  readonly expiresAt: number;
  /** A number that makes tokens of the same second differ. */
  readonly salt: number;
  /** The grants, in wire order. A service may occur several times. */
  readonly services: readonly DecodedService[];
  /** Signed bytes that this library cannot read, if there are any. */
  readonly unknown?: UnknownContent;
  /** The 32 bytes of the HMAC-SHA256. */
  readonly signature: Uint8Array;
}

/** Options of {@link decodeToken}. */
export interface DecodeOptions {
  /** The largest payload to read, in bytes after decompression. Default: 1 MiB. */
  readonly maxPayload?: number;
}

export const DECODE_OPTIONS: OptionNames = /* @__PURE__ */ optionNames(['maxPayload']);

/** A token with its payload, which reading the next token may overwrite. */
export interface ParsedToken {
  readonly decoded: DecodedToken;
  /**
   * The received bytes. The signature covers all of them from `CONTENT_START` on, including unknown services and trailing
   * bytes.
   */
  readonly payload: SharedBytes;
}

/**
 * Reads a token **without verifying it**: anyone could have made it. Use `verifyToken` before trusting its content.
 *
 * @returns The content of the token.
 * @throws TokenError `ERR_VERSION`, `ERR_FORMAT` or `ERR_LIMIT` if it cannot be read; `ERR_INPUT` if `token` is not a
 *   string, or an option is unknown or invalid.
 * @example
 * ```ts
 * const { services, expiresAt } = decodeToken(token);
 * ```
 */
export function decodeToken(token: string, options?: DecodeOptions): DecodedToken {
  // Most callers pass no options, and checking an empty object takes a twentieth of the time of reading a token.
  return parseToken(token, options === undefined ? {} : requireOptions(options, DECODE_OPTIONS)).decoded;
}

export function parseToken(token: string, options: DecodeOptions): ParsedToken {
  const payload = openToken(token, options);
  return { decoded: parsePayload(new Reader(payload.bytes, payload.length)), payload };
}

/** Reused for zlib streams up to this size, nearly all: allocating an array takes as long as decoding the base64. */
const streamBuffer: Uint8Array = /* @__PURE__ */ new Uint8Array(1024);

/** The arrows from the token to the payload, which reading the next token overwrites. */
export function openToken(token: string, options: DecodeOptions): SharedBytes {
  const maxPayload = readMaxPayload(options.maxPayload);
  if (!requireString(token, 'token').startsWith(VERSION)) {
    throw new TokenError('ERR_VERSION', `the token does not begin with ${VERSION}`, { field: 'token' });
  }
  if (token.length > maxTokenLength(maxPayload)) {
    const message = `the token has ${token.length} characters, too many for a payload of ${maxPayload} bytes (maxPayload)`;
    throw new TokenError('ERR_LIMIT', message);
  }
  const length = decodedBase64Length(token, VERSION.length);
  const stream = length + 2 <= streamBuffer.length ? streamBuffer : new Uint8Array(length + 2);
  decodeBase64Into(token, VERSION.length, stream);
  return inflateShared(stream, length, maxPayload);
}

/** The last arrow: from the payload to signature and signing content. */
export function parsePayload(reader: Reader): DecodedToken {
  reader.path.enter('signature');
  const signature = reader.bytes();
  if (signature.length !== SIGNATURE_BYTES) {
    throw fieldError('ERR_FORMAT', reader.path, `is ${signature.length} bytes long, not ${SIGNATURE_BYTES}`);
  }
  reader.path.leave();
  const { appId, issuedAt, expiresIn, salt } = header.read(reader);
  const services: DecodedService[] = [];
  const unknown = readServices(reader, services);
  const decoded = { appId, issuedAt, expiresIn, salt, services, expiresAt: issuedAt + expiresIn, signature };
  return unknown === undefined ? decoded : { ...decoded, unknown };
}

/**
 * More characters than any compressor needs for a payload of that size: base64 adds a third, and stored blocks, in which an
 * incompressible payload is sent, add less than a quarter. Without this bound, reading 256 MB of "A" takes half a second.
 */
export function maxTokenLength(maxPayload: number): number {
  return 2 * maxPayload + 64;
}

export function readMaxPayload(value: number = DEFAULT_MAX_PAYLOAD): number {
  return requireInteger(value, 1, MAX_PAYLOAD_CEILING, 'maxPayload');
}

/** The maximum length of a typed array that every engine supports. */
const MAX_PAYLOAD_CEILING = 0x7fff_ffff;
