/**
 * A warning if an app certificate is used in a web page: anyone who opens the page can read it and then mint any token.
 * Never an error, since an inspector for one's own tokens is a good reason to do it.
 */

declare const document: unknown;
declare const console: undefined | { warn(message: string): void };

/** Every token asks, and the answer does not change. */
let done = false;

export function warnInBrowser(): void {
  if (done) return;
  done = true;
  if (typeof document === 'undefined' || typeof console === 'undefined') return;
  console.warn(
    'accesstoken2: an app certificate is used in a browser. Anyone who opens the page can read it and mint any ' +
      'token. Build and verify tokens on a server.',
  );
}
