/**
 * Limits of Agora's services. The library's builders check them too, each for its own service; this server puts any
 * services into one token, through `TokenIssuer.token`, which has no such limits. A test compares both.
 */

/** Seconds: Agora ends every token after 24 hours. */
export const LONGEST_LIFETIME = 86_400;

/** From here on a number of seconds is a Unix time: 31 years as a duration, September 2001 as a time. */
export const FIRST_ABSOLUTE_TIME = 1_000_000_000;

/** In bytes of UTF-8. */
export const LONGEST_RTC_ACCOUNT = 255;

/** The longest other name, in bytes of UTF-8: of Chat, RTM and aPaaS users, channels, and aPaaS rooms. */
export const LONGEST_NAME = 64;

/** The aPaaS role of students in Flexible Classroom, who cannot direct anyone else. */
export const STUDENT = 2;
