/** What authentication is: from a request to a caller. API keys and JWTs have a file each beside this one. */
import type { Caller } from '../tokens/caller.ts';

/**
 * Returns the caller, or `undefined` if the request has no credential that this authenticator knows. It may also throw
 * a `Refusal`: `ERR_UNAUTHENTICATED` for an invalid credential, `ERR_UNAVAILABLE` if it cannot tell.
 */
export type Authenticate = (request: Request) => Caller | undefined | Promise<Caller | undefined>;

const anyone: Caller = { id: 'demo', mayActFor: () => true, admin: true, mayPublish: true, isAnonymous: true };

/** Demo mode: anyone may have any token. The configuration decides when that is safe. */
export const authenticateDemo: Authenticate = () => anyone;

/** The credential of `Authorization: Bearer …`. */
export function bearerToken(request: Request): string | undefined {
  return /^Bearer +([^\s]+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
}

/** Tries one authenticator after the other, until one knows the credential. */
export function firstOf(authenticators: readonly Authenticate[]): Authenticate {
  return async (request) => {
    for (const authenticate of authenticators) {
      const caller = await authenticate(request);
      if (caller !== undefined) return caller;
    }
    return undefined;
  };
}
