/**
 * Verifies a Chat user token as Agora's servers do, with Node's own HMAC and zlib and none of this library's code, so that
 * the library's tokens are checked independently. Reads only Chat services.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { inflateSync } from 'node:zlib';

const CHAT = 5;
const USER = 1;

/**
 * @param {string} token
 * @param {{ appId: string, appCertificate: string, users: readonly string[], now: number }} options `users`: the names of
 *   the user, of which the token must have one: the ID or the UUID. `now` in unix seconds.
 * @returns {{ expiresAt: number, salt: number } | { refused: 'expired' | 'mismatch', reason: string }} `expiresAt` in unix
 *   seconds.
 */
export function verifyChatToken(token, { appId, appCertificate, users, now }) {
  const refuse = (reason) => ({ refused: reason === 'expired' ? 'expired' : 'mismatch', reason });
  let parsed;
  try {
    parsed = parse(token);
  } catch {
    return refuse('format');
  }
  const { signature, content, services, ...fields } = parsed;
  const u32 = (value) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const hmac = (key, data) => createHmac('sha256', key).update(data).digest();
  const key = hmac(u32(fields.salt), hmac(u32(fields.issuedAt), appCertificate));
  const expected = hmac(key, content);
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return refuse('signature');
  if (fields.appId !== appId) return refuse('app ID');
  const grant = services.find(({ userId, privileges }) => users.includes(userId) && privileges.has(USER));
  if (grant === undefined) return refuse('user');
  // A privilege of 0 expires with the token.
  const expiresAt = fields.issuedAt + Math.min(fields.expiresIn, grant.privileges.get(USER) || fields.expiresIn);
  return now >= expiresAt ? refuse('expired') : { expiresAt, salt: fields.salt };
}

function parse(token) {
  if (!token.startsWith('007')) throw new Error('not a 007 token');
  const bytes = inflateSync(Buffer.from(token.slice(3), 'base64'));
  let at = 0;
  /** The next `length` bytes. */
  const take = (length) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  const u16 = () => take(2).readUInt16LE();
  const u32 = () => take(4).readUInt32LE();
  const string = () => take(u16());
  const signature = string();
  const content = bytes.subarray(at);
  const fields = { appId: string().toString(), issuedAt: u32(), expiresIn: u32(), salt: u32() };
  const services = Array.from({ length: u16() }, () => {
    if (u16() !== CHAT) throw new Error('not a Chat service');
    const privileges = new Map(Array.from({ length: u16() }, () => [u16(), u32()]));
    return { privileges, userId: string().toString() };
  });
  return { signature, content, services, ...fields };
}
