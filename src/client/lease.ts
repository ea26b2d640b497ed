/**
 * Reads a token's user and lifetime, so that the session never logs in as another user and knows when to renew.
 * The signature is not checked: only Agora and the token server can do that.
 */
import { type DecodedToken, decodeToken } from '../token/parse.ts';
import { ChatSessionError } from './errors.ts';

/** A token with its lifetime on the session's clock, in milliseconds. */
export interface Lease {
  readonly token: string;
  readonly lifetime: number;
  /** When the token expires. */
  readonly deadline: number;
}

/** Far more than a Chat user token needs; the limit keeps a hostile token from using up the memory. */
const MAX_PAYLOAD = 16_384;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * The lifetime counts from `requestedAt`: a token is issued after it is requested, so the token server's clock does not
 * matter. If the token was not just requested, `wallNow` (Unix milliseconds) tells how much of its lifetime is left.
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
      // 0: the privilege expires with the token.
      const lifetime = 1000 * Math.min(decoded.expiresIn, grant.privileges.user || decoded.expiresIn);
      const age = wallNow === undefined ? 0 : Math.max(wallNow - 1000 * decoded.issuedAt, 0);
      return { token, lifetime, deadline: requestedAt + lifetime - age };
    }
    code = 'ERR_WRONG_USER';
  }
  throw new ChatSessionError(code);
}

/**
 * Whether a token is for `userId`, as far as a client can tell. Chat user IDs are case-insensitive. Agora's Console, and
 * servers written from older documentation, put the user's UUID into the token, which a client does not know.
 */
function isSameUser(tokenUser: string, userId: string): boolean {
  return tokenUser.toLowerCase() === userId.toLowerCase() || UUID.test(tokenUser);
}
