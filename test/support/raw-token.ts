/** Builds tokens byte by byte with Node's own modules, independently of the library. */
import { createHmac } from 'node:crypto';
import { deflateSync } from 'node:zlib';

export function u16(value: number): Buffer {
  return Buffer.of(value & 255, value >>> 8);
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function text(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value as string);
  return Buffer.concat([u16(bytes.length), bytes]);
}

export interface RawHeader {
  readonly appId?: string | Buffer;
  readonly issuedAt?: number;
  readonly expiresIn?: number;
  readonly salt?: number;
}

/** The signing content of a small token: services are given as their bytes, type number included. */
export function contentBytes(services: readonly Buffer[] = [], header: RawHeader = {}): Buffer {
  const { appId = 'app', issuedAt = 1000, expiresIn = 600, salt = 5 } = header;
  return Buffer.concat([text(appId), u32(issuedAt), u32(expiresIn), u32(salt), u16(services.length), ...services]);
}

/** The token of a payload. */
export function textOf(payload: Buffer, compress: (bytes: Buffer) => Buffer = deflateSync): string {
  return `007${compress(payload).toString('base64')}`;
}

/** Signs any content as the format says; issue time and salt are read after the app ID. */
export function signedToken(content: Buffer, appCertificate: string, compress?: (bytes: Buffer) => Buffer): string {
  const at = 2 + content.readUInt16LE(0);
  const hmac = (key: Buffer, message: Buffer | string) => createHmac('sha256', key).update(message).digest();
  const issueKey = hmac(content.subarray(at, at + 4), appCertificate);
  const signature = hmac(hmac(content.subarray(at + 8, at + 12), issueKey), content);
  return textOf(Buffer.concat([text(signature), content]), compress);
}
