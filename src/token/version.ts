/** The three characters that an AccessToken2 text begins with; older formats begin with 003 to 006 and share nothing else. */
export const VERSION = '007';
