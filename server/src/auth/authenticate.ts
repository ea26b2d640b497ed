/** What authentication is: from a request to a caller. Each way to do it is a file beside this one. */
import type { Caller } from '../tokens/caller.ts';

/**
 * Returns who asks, or `undefined` where the request carries no credential that this authenticator knows. It may also
 * throw a `Refusal`: `ERR_UNAUTHENTICATED` for a credential that does not hold, `ERR_UNAVAILABLE` where it cannot tell.
 */
export type Authenticate = (request: Request) => Caller | undefined | Promise<Caller | undefined>;

/** The credential of `Authorization: Bearer …`. */
export function bearerToken(request: Request): string | undefined {
  return /^Bearer +([^\s]+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
}

/** Asks one after the other, until one knows the credential. */
export function firstOf(authenticators: readonly Authenticate[]): Authenticate {
  return async (request) => {
    for (const authenticate of authenticators) {
      const caller = await authenticate(request);
      if (caller !== undefined) return caller;
    }
    return undefined;
  };
}
