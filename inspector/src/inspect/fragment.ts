/** A token in the address of the page: behind the `#`, which a browser sends to no server, and nowhere else. */
import { percentDecoded } from '../token/find.ts';

/** `#007…`, `#token=007…`, percent-encoded or not; undefined where there is none. */
export function tokenInFragment(fragment: string): string | undefined {
  const token = percentDecoded(fragment.replace(/^#?(?:token=)?/, ''));
  return token === '' ? undefined : token;
}

/** The address of the page with the token. Base64 may stand in a fragment as it is. */
export function linkTo(token: string, address: string): string {
  return `${address.split('#', 1)[0]}#${encodeURIComponent(token).replace(/%2[BF]|(?:%3D)+$/g, decodeURIComponent)}`;
}
