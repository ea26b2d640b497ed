/** JWTs of several identity providers: the issuer that a token names decides whose keys it is verified with. */
import { decodeJwt } from 'jose';
import { Refusal } from '../refusals.ts';
import { type Authenticate, bearerToken } from './authenticate.ts';
import { looksLikeJwt } from './jwt.ts';

/** The named issuer is not trusted before the token has been verified with that issuer's keys. */
export function byIssuer(providers: ReadonlyMap<string, Authenticate>): Authenticate {
  const [only, ...more] = providers.values();
  if (only !== undefined && more.length === 0) return only;
  return (request) => {
    const token = bearerToken(request);
    if (token === undefined || !looksLikeJwt(token)) return undefined;
    const provider = providers.get(issuerOf(token));
    if (provider === undefined) throw new Refusal('ERR_UNAUTHENTICATED', "the JWT's claim iss is missing or invalid");
    return provider(request);
  };
}

function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    throw new Refusal('ERR_UNAUTHENTICATED', 'the JWT is not valid');
  }
}
