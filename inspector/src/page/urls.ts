/** The only addresses that the page links to. It loads none of them. */
export const HOMEPAGE_URL = 'https://github.com/accesstoken2/accesstoken2#readme';

/** What each finding means and what to do about it. */
export const FINDINGS_URL = 'https://github.com/accesstoken2/accesstoken2/blob/main/docs/findings.md';
