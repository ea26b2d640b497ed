/**
 * The options of `explainToken`. An unknown option throws, as everywhere. An invalid one, such as a certificate of 31
 * characters, is a finding, and the token is checked without it.
 */
import { requireOptions } from '../checks.ts';
import { TokenError } from '../errors.ts';
import { warnInBrowser } from '../token/browser-warning.ts';
import { DEFAULT_MAX_PAYLOAD } from '../token/envelope.ts';
import { requireHexId, unixNow } from '../token/options.ts';
import { readMaxPayload } from '../token/parse.ts';
import { type CheckedRequirement, readRequirement } from '../token/require.ts';
import { readCertificates, readSeconds, VERIFY_OPTIONS, type VerifyOptions } from '../token/verify.ts';
import { finding } from './catalog.ts';
import type { Finding } from './finding.ts';

/** Options of `explainToken`: those of `verifyToken`, all of them optional. */
export interface ExplainOptions extends Omit<VerifyOptions, 'appCertificate'> {
  /** The certificate, or several. Without it, the signature is not checked. */
  readonly appCertificate?: string | readonly string[];
}

/** The options that are valid, with defaults applied. */
export interface Settings {
  readonly certificates: readonly string[];
  readonly appId: string | undefined;
  /** Unix seconds. */
  readonly now: number;
  readonly clockTolerance: number;
  readonly maxLifetime: number | undefined;
  readonly maxPayload: number;
  readonly required: CheckedRequirement | undefined;
}

export function* readSettings(options: ExplainOptions): Generator<Finding, Settings> {
  requireOptions(options, VERIFY_OPTIONS);
  const { appCertificate, appId, require } = options;
  if (appCertificate !== undefined) warnInBrowser();
  return {
    certificates: (yield* usable(appCertificate, readCertificates)) ?? [],
    appId: yield* usable(appId, (id) => requireHexId(id, 'appId')),
    now: (yield* usable(options.now, (seconds) => readSeconds(seconds, 'now'))) ?? unixNow(),
    clockTolerance: (yield* usable(options.clockTolerance, (seconds) => readSeconds(seconds, 'clockTolerance'))) ?? 0,
    maxLifetime: yield* usable(options.maxLifetime, (seconds) => readSeconds(seconds, 'maxLifetime')),
    maxPayload: (yield* usable(options.maxPayload, readMaxPayload)) ?? DEFAULT_MAX_PAYLOAD,
    required: yield* usable(require, readRequirement),
  };
}

/** The value that `read` returns; undefined if the option is missing or invalid. */
function* usable<In, Out>(value: In | undefined, read: (value: In) => Out): Generator<Finding, Out | undefined> {
  if (value === undefined) return undefined;
  try {
    return read(value);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    yield finding('bad-option', `Invalid option: ${error.message}${error.message.endsWith('?') ? '' : '.'}`);
    return undefined;
  }
}
