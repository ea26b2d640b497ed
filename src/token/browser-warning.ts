/**
 * A warning if an app certificate is used in a web page, where anyone can read it and then mint any token. It is not an
 * error, since there are good reasons, such as an inspector for your own tokens.
 */

declare const document: unknown;
declare const console: undefined | { warn(message: string): void };

/** Warn once, and check for a browser once: every build and every verification calls this. */
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
