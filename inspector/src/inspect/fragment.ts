/** Tokens in the address of the page: only after the `#`, which browsers do not send to servers. */

/** The token in `#007…` or `#token=007…`, percent-encoded or not. */
export function tokenInFragment(fragment: string): string | undefined {
  const token = percentDecoded(fragment.replace(/^#?(?:token=)?/, ''));
  return token === '' ? undefined : token;
}

/** A link to the page with the token. Base64 is valid in a fragment without encoding. */
export function linkTo(token: string, address: string): string {
  return `${address.split('#', 1)[0]}#${encodeURIComponent(token).replace(/%2[BF]|(?:%3D)+$/g, decodeURIComponent)}`;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
