/**
 * From a token text to a lease: whose it is and until when, read from the token itself. Nothing is verified here;
 * that is Agora's part. What matters is not to log in as somebody else, and to know when to ask again.
 */
import { type DecodedToken, decodeToken } from '../token/parse.ts';
import { ChatSessionError } from './errors.ts';

/** A token with its life on the session's clock, in milliseconds. */
export interface Lease {
  readonly token: string;
  readonly lifetime: number;
  /** From here on the token is dead. */
  readonly deadline: number;
}

/** No Chat user token comes near; the ceiling keeps a hostile text from filling the memory. */
const MAX_PAYLOAD = 16_384;

/**
 * `requestedAt` is when the token was asked for: it is no older than that, and no clock but our own is needed.
 * Throws `ERR_TOKEN` or `ERR_WRONG_USER`.
 */
export function readLease(token: string, userId: string, requestedAt: number): Lease {
  let decoded: DecodedToken;
  try {
    decoded = decodeToken(token, { maxPayload: MAX_PAYLOAD });
  } catch (cause) {
    throw new ChatSessionError('ERR_TOKEN', { cause });
  }
  let code: 'ERR_TOKEN' | 'ERR_WRONG_USER' = 'ERR_TOKEN';
  for (const grant of decoded.services) {
    if (grant.service !== 'chat' || grant.privileges.user === undefined) continue;
    if (grant.userId === userId) {
      // 0 sets no end of its own.
      const lifetime = 1000 * Math.min(decoded.expiresIn, grant.privileges.user || decoded.expiresIn);
      return { token, lifetime, deadline: requestedAt + lifetime };
    }
    code = 'ERR_WRONG_USER';
  }
  throw new ChatSessionError(code);
}
