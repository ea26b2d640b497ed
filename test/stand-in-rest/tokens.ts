/**
 * Verifies app tokens with Node's own HMAC and inflate, independently of the library, so that a mistake in both building and
 * reading is noticed.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { inflateSync } from 'node:zlib';

/** `bad`: for another app, another certificate, or no app token. `expired`: malformed, missing or expired. */
export type TokenVerdict = 'good' | 'bad' | 'expired';

const CHAT = 5;
const APP_PRIVILEGE = 2;

const hmac = (key: Uint8Array, message: Uint8Array) => createHmac('sha256', key).update(message).digest();

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

class Payload {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get rest(): Buffer {
    return this.#bytes.subarray(this.#at);
  }

  u16(): number {
    this.#at += 2;
    return this.#bytes.readUInt16LE(this.#at - 2);
  }

  u32(): number {
    this.#at += 4;
    return this.#bytes.readUInt32LE(this.#at - 4);
  }

  text(): Buffer {
    const length = this.u16();
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new RangeError('the payload is cut');
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}

export function judgeAppToken(token: string, appId: string, appCertificate: string, now: number): TokenVerdict {
  try {
    if (!token.startsWith('007')) return 'expired';
    const payload = new Payload(inflateSync(Buffer.from(token.slice(3), 'base64')));
    const signature = payload.text();
    const signed = payload.rest;
    const tokenAppId = payload.text().toString();
    const [issuedAt, expiresIn, salt] = [payload.u32(), payload.u32(), payload.u32()];
    const key = hmac(uint32(salt), hmac(uint32(issuedAt), Buffer.from(appCertificate)));
    const expected = hmac(key, signed);
    if (tokenAppId !== appId || signature.length !== 32 || !timingSafeEqual(signature, expected)) return 'bad';
    if (now >= issuedAt + expiresIn) return 'expired';
    return isAppGrant(payload) ? 'good' : 'bad';
  } catch {
    return 'expired';
  }
}

/** One grant of Chat for no user, with the privilege for the RESTful API. */
function isAppGrant(payload: Payload): boolean {
  if (payload.u16() !== 1 || payload.u16() !== CHAT) return false;
  const privileges = new Set(Array.from({ length: payload.u16() }, () => [payload.u16(), payload.u32()][0]));
  return privileges.has(APP_PRIVILEGE) && payload.text().length === 0;
}
