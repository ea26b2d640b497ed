/**
 * A warning where an app certificate is used in a page: whoever opens the page can read it there, and whoever has it
 * can make any token. Once, and never an error: an inspector for one's own tokens is a good reason to do it.
 */

declare const document: unknown;
declare const console: undefined | { warn(message: string): void };

/** What can be said by all that use a certificate. */
export interface BrowserUse {
  /** True: a certificate is meant to be used in this page, as in an inspector for one's own tokens. No warning. */
  readonly allowBrowser?: boolean;
}

/** Whether there is nothing left to do: this is asked for every token. */
let done = false;

export function warnInBrowser(use: BrowserUse): void {
  if (done || use.allowBrowser === true) return;
  done = true;
  if (typeof document === 'undefined' || typeof console === 'undefined') return;
  console.warn(
    'accesstoken2: an app certificate is used in a browser, where everybody who opens the page can read it and then ' +
      'make any token. Make and verify tokens on a server. If it is meant to be here, pass allowBrowser: true.',
  );
}
