/**
 * What every builder takes: whose token it is, and when and for how long. All defaults are drawn here, at the rim.
 */

import { requireInteger, requireString, UINT32_MAX } from '../checks.ts';
import { TokenError } from '../errors.ts';
import type { BrowserUse } from './browser-warning.ts';
import type { TokenHeader } from './content.ts';

/** The two 32-digit hexadecimal ids of an Agora project. Upper and lower case are kept: they are signed as text. */
export interface AppCredentials extends BrowserUse {
  /** The app's id. */
  readonly appId: string;
  /** The app's certificate. Secret: whoever has it can make any token. */
  readonly appCertificate: string;
}

/** When a token is issued, and for how long it lives. */
export interface Issue {
  /** Seconds from `issuedAt` until the token ends: a duration, not a point in time. */
  readonly expiresIn: number;
  /** Unix seconds. Default: now. */
  readonly issuedAt?: number;
  /** A number from 0 to 4294967295 that tells apart tokens of the same second. Default: random, 1 to 99999999. */
  readonly salt?: number;
}

/** Where durations end and points in time begin: 31 years as a duration, September 2001 as unix seconds. */
const FIRST_ABSOLUTE_TIME = 1_000_000_000;

/** The longest lifetime that the builders of single services take: whatever is no point in time. */
export const LONGEST_DURATION: number = FIRST_ABSOLUTE_TIME - 1;

/** Whether a number of seconds is rather a point in time than a duration. */
export function looksAbsolute(seconds: number): boolean {
  return seconds >= FIRST_ABSOLUTE_TIME;
}

/** From here on a number can only be unix milliseconds. */
const FIRST_MILLISECONDS = 100_000_000_000;

/**
 * Whether a text has the form of an app id or certificate. Digits and letters follow each other at random, so this does
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
    const found = id.length === 32 ? '32 characters of which some are not' : `${id.length} characters`;
    throw new TokenError('ERR_INPUT', `${field} must be 32 hexadecimal digits, got ${found}`, { field });
  }
  return id;
}

/**
 * A duration of 1 to `max` seconds, where `max` is no point in time itself. A point in time in place of a duration is
 * the commonest mistake, so the error says so.
 */
export function requireDuration(value: unknown, max: number, field: string): number {
  if (typeof value === 'number' && looksAbsolute(value)) {
    throw new TokenError(
      'ERR_INPUT',
      `${field} is a duration of 1 to ${max} seconds; ${value} looks like an absolute time`,
      { field },
    );
  }
  return requireInteger(value, 1, max, field);
}

/** What a token begins with: the defaults drawn, every value checked. */
export function resolveHeader(appId: string, issue: Issue): TokenHeader {
  const { issuedAt = unixNow(), salt = randomSalt() } = issue;
  if (typeof issuedAt === 'number' && issuedAt >= FIRST_MILLISECONDS) {
    throw new TokenError('ERR_INPUT', `issuedAt is in unix seconds; ${issuedAt} looks like milliseconds`, {
      field: 'issuedAt',
    });
  }
  return {
    appId,
    expiresIn: requireInteger(issue.expiresIn, 0, UINT32_MAX, 'expiresIn'),
    issuedAt: requireInteger(issuedAt, 0, UINT32_MAX, 'issuedAt'),
    salt: requireInteger(salt, 0, UINT32_MAX, 'salt'),
  };
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
