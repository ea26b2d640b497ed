/**
 * Verifies a token. Reads it strictly, then checks, in this order: signature, app ID, issue time, expiry, maximum
 * lifetime, required service and privilege. The content is not used before the signature has been checked.
 */

import { fieldError, type OptionNames, optionNames, requireOptions, typeError } from '../checks.ts';
import { equalBytes } from '../crypto/equal-bytes.ts';
import { TokenError } from '../errors.ts';
import type { DecodedService } from '../services/registry.ts';
import { warnInBrowser } from './browser-warning.ts';
import { CONTENT_START, SIGNATURE_BYTES } from './envelope.ts';
import { isHexId, requireHexId, unixNow } from './options.ts';
import { type DecodedToken, type DecodeOptions, type ParsedToken, parseToken } from './parse.ts';
import { type Requirement, readRequirement, requireGrant } from './require.ts';
import { deriveIssueKey, KEY_WORDS, signInto } from './sign.ts';

/** Options of {@link verifyToken}. */
export interface VerifyOptions extends DecodeOptions {
  /** The certificate, or several during a rotation: the primary and the secondary. */
  readonly appCertificate: string | readonly string[];
  /** The app that the token must be for. Case matters. */
  readonly appId?: string;
  /** Unix seconds at which the token must be valid. Default: now. */
  readonly now?: number;
  /** Seconds by which clocks may differ, for both the issue time and the expiry. Default: 0. */
  readonly clockTolerance?: number;
  /** The longest lifetime to accept, in seconds. Agora rejects tokens after 86400. Default: any. */
  readonly maxLifetime?: number;
  /** What the token must grant: one of its services must match every given field. */
  readonly require?: Requirement;
}

export const VERIFY_OPTIONS: OptionNames = /* @__PURE__ */ optionNames([
  'appCertificate',
  'appId',
  'now',
  'clockTolerance',
  'maxLifetime',
  'maxPayload',
  'require',
]);

/** A token whose signature and claims have been checked. */
export interface VerifiedToken<Grant extends DecodedService | undefined = DecodedService | undefined>
  extends DecodedToken {
  /** The index of the certificate that matches the signature. */
  readonly certificateIndex: number;
  /**
   * The grant that met `require`; undefined without a requirement. Use it instead of searching `services`: a token may
   * contain several grants of one service, for different users.
   */
  readonly grant: Grant;
}

/** A requirement of the service with this name. */
export type RequirementFor<Name> = Requirement & { readonly service: Name };

/**
 * Checks a token and returns what it contains. With `require`, `grant` is the grant that met it.
 *
 * @throws TokenError with a `code` that says which check failed:
 *   `ERR_VERSION`, `ERR_FORMAT`, `ERR_LIMIT`: the token cannot be read; `ERR_SIGNATURE`: no certificate matches;
 *   `ERR_APP_ID`, `ERR_NOT_YET_VALID`, `ERR_EXPIRED`, `ERR_PRIVILEGE`: genuine, but not valid here;
 *   `ERR_INPUT`: an option is missing, unknown, of the wrong type or out of range.
 * @example
 * ```ts
 * const { grant, expiresAt } = verifyToken(token, {
 *   appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
 *   require: { service: 'chat', privilege: 'user' },
 * });
 * console.log(grant.userId, expiresAt);
 * ```
 */
export function verifyToken<Name extends DecodedService['service']>(
  token: string,
  options: VerifyOptions & { readonly require: RequirementFor<Name> },
): VerifiedToken<Extract<DecodedService, { readonly service: Name }>>;
export function verifyToken(token: string, options: VerifyOptions): VerifiedToken;
export function verifyToken(token: string, options: VerifyOptions): VerifiedToken {
  requireOptions(options, VERIFY_OPTIONS);
  const certificates = readCertificates(options.appCertificate);
  warnInBrowser();
  const now = readSeconds(options.now, 'now') ?? unixNow();
  const tolerance = readSeconds(options.clockTolerance, 'clockTolerance') ?? 0;
  const maxLifetime = readSeconds(options.maxLifetime, 'maxLifetime');
  const appId = options.appId === undefined ? undefined : requireHexId(options.appId, 'appId');
  // `require: undefined` is refused: a missing requirement must not be skipped silently.
  const required = 'require' in options ? readRequirement(options.require) : undefined;

  const parsed = parseToken(token, options);
  const certificateIndex = findCertificate(parsed, certificates);
  if (certificateIndex < 0) {
    throw new TokenError('ERR_SIGNATURE', 'the signature does not match', { field: 'signature' });
  }
  const { decoded } = parsed;
  checkAppId(decoded, appId);
  checkTimes(decoded, now, tolerance);
  checkLifetime(decoded, maxLifetime);
  const verified: DecodedToken & { certificateIndex?: number; grant?: DecodedService | undefined } = decoded;
  // Not `Object.assign`, which takes twenty times as long.
  verified.certificateIndex = certificateIndex;
  verified.grant = required === undefined ? undefined : requireGrant(decoded, required, now - tolerance);
  return verified as VerifiedToken;
}

export function readCertificates(value: string | readonly string[]): readonly string[] {
  if (typeof value === 'string') return [requireHexId(value, 'appCertificate')];
  if (!Array.isArray(value)) {
    throw typeError('appCertificate', 'a string or an array of strings', value);
  }
  if (value.length === 0) {
    throw fieldError('ERR_INPUT', 'appCertificate', 'is an empty array');
  }
  return value.map((one, index) => requireHexId(one, `appCertificate[${index}]`));
}

/** A number of seconds, 0 or more. Unlike in a token, fractions are allowed. */
export function readSeconds(value: number | undefined, field: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number') throw typeError(field, 'a number', value);
  if (!Number.isFinite(value) || value < 0) {
    throw fieldError('ERR_INPUT', field, `must be a number of seconds, 0 or more, got ${value}`);
  }
  return value;
}

/**
 * The index of the certificate that matches the signature, or -1. Tries all of them even after a match, so that the time
 * taken does not reveal which one matched.
 */
export function findCertificate({ decoded, payload }: ParsedToken, certificates: readonly string[]): number {
  let found = -1;
  for (let index = 0; index < certificates.length; index++) {
    deriveIssueKey(certificates[index] as string, decoded.issuedAt, issueKey);
    signInto(expected, 0, issueKey, decoded.salt, payload.bytes, CONTENT_START, payload.length);
    if (equalBytes(expected, decoded.signature) && found < 0) found = index;
  }
  // Not `fill`, which for so few elements takes a hundredth of the time of a token.
  for (let i = 0; i < KEY_WORDS; i++) issueKey[i] = 0;
  for (let i = 0; i < SIGNATURE_BYTES; i++) expected[i] = 0;
  return found;
}

/** Shared by all calls, and wiped at the end of each. No user code runs in between. */
const issueKey: Int32Array = /* @__PURE__ */ new Int32Array(KEY_WORDS);
const expected: Uint8Array = /* @__PURE__ */ new Uint8Array(SIGNATURE_BYTES);

function checkAppId(decoded: DecodedToken, expected: string | undefined): void {
  // `expected` is well-formed, so an equal app ID needs no further check.
  if (decoded.appId === expected) return;
  // No app has a malformed ID, although some of Agora's implementations accept it in a token.
  if (!isHexId(decoded.appId)) {
    throw new TokenError('ERR_APP_ID', 'the app ID in the token is not 32 hexadecimal digits', { field: 'appId' });
  }
  if (expected !== undefined) {
    throw new TokenError('ERR_APP_ID', 'the token is for another app', { field: 'appId' });
  }
}

function checkTimes({ issuedAt, expiresAt }: DecodedToken, now: number, tolerance: number): void {
  if (issuedAt > now + tolerance) {
    throw new TokenError('ERR_NOT_YET_VALID', `the token was issued in the future, at ${issuedAt}`, {
      field: 'issuedAt',
      issuedAt,
    });
  }
  if (expiresAt <= now - tolerance) {
    throw new TokenError('ERR_EXPIRED', `the token expired at ${expiresAt}`, {
      field: 'expiresAt',
      expiredAt: expiresAt,
    });
  }
}

function checkLifetime({ expiresIn }: DecodedToken, maxLifetime: number | undefined): void {
  if (maxLifetime === undefined || expiresIn <= maxLifetime) return;
  throw new TokenError(
    'ERR_LIMIT',
    `the token's lifetime is ${expiresIn} seconds; at most ${maxLifetime} are allowed`,
    {
      field: 'expiresIn',
    },
  );
}
