/**
 * The options of every builder: the app's credentials, the time of issue and the lifetime. Defaults are applied here, at
 * the API boundary.
 */

import { fieldError, requireInteger, requireString, UINT32_MAX } from '../checks.ts';
import { TokenError } from '../errors.ts';
import type { TokenHeader } from './content.ts';

/** The app ID and certificate of an Agora project, 32 hexadecimal digits each. Case matters: they are signed as strings. */
export interface AppCredentials {
  /** The app ID. */
  readonly appId: string;
  /** The app certificate. Secret: anyone who has it can mint any token. */
  readonly appCertificate: string;
}

/** When a token is issued and when it expires. */
export interface Issue {
  /** Seconds from `issuedAt` until the token expires: a duration, not a Unix time. */
  readonly expiresIn: number;
  /** Unix seconds. Default: now. */
  readonly issuedAt?: number;
  /** A number from 0 to 4294967295 that makes tokens of the same second differ. Default: random, 1 to 99999999. */
  readonly salt?: number;
}

/** The names of those options. */
export const CREDENTIAL_OPTIONS = ['appId', 'appCertificate'] as const;
export const ISSUE_OPTIONS = ['expiresIn', 'issuedAt', 'salt'] as const;

/** From here on a number is a Unix time, not a duration: 31 years as a duration, September 2001 as Unix seconds. */
const FIRST_ABSOLUTE_TIME = 1_000_000_000;

/** The longest lifetime that the builders of single services accept. Larger numbers are Unix times. */
export const LONGEST_DURATION: number = FIRST_ABSOLUTE_TIME - 1;

/** Whether a number of seconds looks like a Unix time rather than a duration. */
export function looksAbsolute(seconds: number): boolean {
  return seconds >= FIRST_ABSOLUTE_TIME;
}

/** From here on a number can only be Unix milliseconds. */
const FIRST_MILLISECONDS = 100_000_000_000;

/** January 2020. A clock before that is not set, or belongs to a Worker outside a request, where it is always 0. */
const EARLIEST_CLOCK = 1_577_836_800;

/**
 * Whether a string is a well-formed app ID or certificate. It has no branch per character, which would mispredict between
 * digits and letters: a regular expression takes four times as long, a sixtieth of the time of a token.
 */
export function isHexId(text: string): boolean {
  if (text.length !== 32) return false;
  let outside = 0; // negative as soon as a character is in neither range
  for (let i = 0; i < 32; i++) {
    const unit = text.charCodeAt(i);
    const lowerCase = unit | 0x20;
    outside |= ((unit - 0x30) | (0x39 - unit)) & ((lowerCase - 0x61) | (0x66 - lowerCase));
  }
  return outside >= 0;
}

export function requireHexId(value: unknown, field: string): string {
  const id = requireString(value, field);
  if (!isHexId(id)) {
    const found = id.length === 32 ? 'other characters' : `${id.length} characters`;
    throw fieldError('ERR_INPUT', field, `must be 32 hexadecimal digits, got ${found}`);
  }
  return id;
}

/**
 * Checks both, and that they differ: if the certificate were passed as the app ID, every token would contain it in the
 * clear.
 */
export function requireCredentials(appId: unknown, appCertificate: unknown): AppCredentials {
  const credentials = {
    appId: requireHexId(appId, 'appId'),
    appCertificate: requireHexId(appCertificate, 'appCertificate'),
  };
  if (credentials.appId === credentials.appCertificate) {
    throw fieldError('ERR_INPUT', 'appId', 'and appCertificate are the same');
  }
  return credentials;
}

/** A duration of `min` to `max` seconds. Passing a Unix time is the most common mistake, so it has its own message. */
export function requireDuration(value: unknown, min: number, max: number, field: string): number {
  if (typeof value === 'number' && looksAbsolute(value)) {
    throw fieldError(
      'ERR_INPUT',
      field,
      'must be a duration in seconds, not a Unix time; pass 3600 instead of Date.now() / 1000 + 3600',
    );
  }
  return requireInteger(value, min, max, field);
}

/** The fields that a token begins with, checked and with defaults applied. */
export function resolveHeader(appId: string, issue: Issue): TokenHeader {
  const { issuedAt = clockNow(), salt = randomSalt() } = issue;
  if (typeof issuedAt === 'number' && issuedAt >= FIRST_MILLISECONDS) {
    throw fieldError('ERR_INPUT', 'issuedAt', `must be in Unix seconds; ${issuedAt} looks like milliseconds`);
  }
  return {
    appId,
    expiresIn: requireInteger(issue.expiresIn, 0, UINT32_MAX, 'expiresIn'),
    issuedAt: requireInteger(issuedAt, 0, UINT32_MAX, 'issuedAt'),
    salt: requireInteger(salt, 0, UINT32_MAX, 'salt'),
  };
}

/** The clock for a token that is issued now. */
function clockNow(): number {
  const now = unixNow();
  if (now < EARLIEST_CLOCK) {
    throw new TokenError(
      'ERR_INPUT',
      `the clock reads ${now}, before 2020; in a Worker, build tokens in a request handler, or pass issuedAt`,
      { field: 'issuedAt' },
    );
  }
  return now;
}

/** The clock, in whole seconds. */
export function unixNow(): number {
  return Math.floor(Date.now() / 1000);
}

/**
 * 1 to 99999999, as in the official package. The salt is not secret, since the token contains it, and need not be
 * unpredictable, since the certificate is the key. It only has to differ between tokens of the same second. `Math.random`
 * is enough for that: every engine seeds it from the system's entropy. The first call of `crypto.getRandomValues` in Node
 * takes 13 to 19 ms.
 */
function randomSalt(): number {
  return 1 + Math.floor(Math.random() * 99_999_999);
}
