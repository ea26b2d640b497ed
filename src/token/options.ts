/**
 * What every builder takes: whose token it is, when it is issued and how long it lives. Defaults are applied here, at
 * the API boundary.
 */

import { fieldError, requireInteger, requireString, UINT32_MAX } from '../checks.ts';
import { TokenError } from '../errors.ts';
import type { TokenHeader } from './content.ts';

/** The two IDs of an Agora project, 32 hexadecimal digits each. Case matters: they are signed as text. */
export interface AppCredentials {
  /** The app ID. */
  readonly appId: string;
  /** The app certificate. Secret: anyone who has it can mint any token. */
  readonly appCertificate: string;
}

/** When a token is issued and how long it lives. */
export interface Issue {
  /** Seconds from `issuedAt` until the token expires: a duration, not a Unix time. */
  readonly expiresIn: number;
  /** Unix seconds. Default: now. */
  readonly issuedAt?: number;
  /** A number from 0 to 4294967295 that tells apart tokens of the same second. Default: random, 1 to 99999999. */
  readonly salt?: number;
}

/** The names of those options. */
export const CREDENTIAL_OPTIONS = ['appId', 'appCertificate'] as const;
export const ISSUE_OPTIONS = ['expiresIn', 'issuedAt', 'salt'] as const;

/** From here on a number is a Unix time, not a duration: 31 years as a duration, September 2001 as Unix seconds. */
const FIRST_ABSOLUTE_TIME = 1_000_000_000;

/** The longest lifetime that the builders of single services take: anything that is not a Unix time. */
export const LONGEST_DURATION: number = FIRST_ABSOLUTE_TIME - 1;

/** Agora ends every token after 24 hours, whatever its lifetime says. In seconds. */
export const AGORA_MAX_LIFETIME = 86_400;

/** Whether a number of seconds looks like a Unix time rather than a duration. */
export function looksAbsolute(seconds: number): boolean {
  return seconds >= FIRST_ABSOLUTE_TIME;
}

/** From here on a number can only be Unix milliseconds. */
const FIRST_MILLISECONDS = 100_000_000_000;

/** January 2020. An earlier clock is not set, or is that of a Worker outside of requests, which always reads 0. */
const EARLIEST_CLOCK = 1_577_836_800;

/**
 * Whether a string has the form of an app ID or certificate. Digits and letters follow each other at random, so this does
 * not branch on them: the regular expression takes four times as long, a sixtieth of a token.
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
    const found = id.length === 32 ? 'other characters among them' : `${id.length} characters`;
    throw fieldError('ERR_INPUT', field, `must be 32 hexadecimal digits, got ${found}`);
  }
  return id;
}

/**
 * Two IDs that are not the same: with the certificate in the place of the app ID, every token would show it to whoever
 * decodes it.
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

/**
 * A duration of `min` to `max` seconds. A Unix time in its place is the most common mistake, so the error names it.
 */
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

/** The fields that a token begins with: defaults applied, every value checked. */
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
 * 1 to 99999999, as the official package draws it. The salt is no secret, since it travels in the token, and it need
 * not be unpredictable: the certificate signs. It has to differ between tokens of one second, and for that
 * `Math.random` is enough, which every engine seeds from the system's entropy; `crypto.getRandomValues` costs
 * 13 to 19 ms on its first call in Node.
 */
function randomSalt(): number {
  return 1 + Math.floor(Math.random() * 99_999_999);
}
