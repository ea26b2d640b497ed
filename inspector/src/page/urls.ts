/** The only addresses that the page leads to, and only when somebody follows a link. */
export const HOMEPAGE_URL = 'https://github.com/accesstoken2/accesstoken2#readme';

/** What each finding means, and what to do. */
export const FINDINGS_URL = 'https://github.com/accesstoken2/accesstoken2/blob/main/docs/verifying.md#all-findings';
