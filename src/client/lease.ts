/**
 * From a token to a lease: whose it is and how long it is valid, read from the token itself. Nothing is verified here;
 * Agora does that. The session must not log in as somebody else, and must know when to ask again.
 */
import { type DecodedToken, decodeToken } from '../token/parse.ts';
import { ChatSessionError } from './errors.ts';

/** A token with its lifetime on the session's clock, in milliseconds. */
export interface Lease {
  readonly token: string;
  readonly lifetime: number;
  /** From here on the token is invalid. */
  readonly deadline: number;
}

/** Far more than a Chat user token needs; the ceiling keeps a hostile token from filling the memory. */
const MAX_PAYLOAD = 16_384;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * `requestedAt` is when the token was requested: it is no older than that, so no other clock is needed. For a token
 * that was not just requested, `wallNow` (unix milliseconds) tells how much of its lifetime is left.
 * Throws `ERR_TOKEN` or `ERR_WRONG_USER`.
 */
export function readLease(token: string, userId: string, requestedAt: number, wallNow?: number): Lease {
  let decoded: DecodedToken;
  try {
    decoded = decodeToken(token, { maxPayload: MAX_PAYLOAD });
  } catch (cause) {
    throw new ChatSessionError('ERR_TOKEN', { cause });
  }
  let code: 'ERR_TOKEN' | 'ERR_WRONG_USER' = 'ERR_TOKEN';
  for (const grant of decoded.services) {
    if (grant.service !== 'chat' || grant.privileges.user === undefined || grant.userId === '') continue;
    if (isSameUser(grant.userId, userId)) {
      // 0: the privilege ends with the token.
      const lifetime = 1000 * Math.min(decoded.expiresIn, grant.privileges.user || decoded.expiresIn);
      const age = wallNow === undefined ? 0 : Math.max(wallNow - 1000 * decoded.issuedAt, 0);
      return { token, lifetime, deadline: requestedAt + lifetime - age };
    }
    code = 'ERR_WRONG_USER';
  }
  throw new ChatSessionError(code);
}

/**
 * As far as a client can tell: Chat user IDs are case-insensitive, and tokens of Agora's Console and of servers written
 * from its older page name the user's UUID, which a client does not know.
 */
function isSameUser(named: string, userId: string): boolean {
  return named.toLowerCase() === userId.toLowerCase() || UUID.test(named);
}
