/**
 * Explains why a token fails, in more detail than the codes of `verifyToken`, and even if it cannot be read. Also reports
 * probable mistakes in tokens that `verifyToken` accepts.
 *
 * text → repairs → payload, as far as it can be read → content → signature, app, time, requirement, grants
 */
import { requireString } from '../checks.ts';
import { finding } from './catalog.ts';
import { chatRules } from './chat.ts';
import { readTokenContent } from './content.ts';
import type { Finding, FindingSeverity } from './finding.ts';
import { applyRules, checkGrants } from './grants.ts';
import { checkApp, checkSignature } from './origin.ts';
import { readPayload } from './payload.ts';
import { checkRequirement } from './requirement.ts';
import { rtcRules } from './rtc.ts';
import { type ExplainOptions, readSettings } from './settings.ts';
import { longestText, repairText } from './text.ts';
import { checkTimes } from './times.ts';

export type { Finding, FindingCode, FindingSeverity } from './finding.ts';
export type { ExplainOptions } from './settings.ts';

/**
 * Explains what is wrong with a token, or may be: first errors, then warnings, then information. Damaged text is repaired
 * if the repair is unambiguous, and its content is checked too. If `verifyToken` rejects a token with the same options, at
 * least one finding is an error. Without `appCertificate` the signature is not checked, and a finding says so. An option
 * of the wrong type or out of range is a finding, `bad-option`. A text of more than
 * 4 × `maxPayload` + 1,024 characters is not read but reported as `too-large`.
 *
 * @returns The findings; an empty array if there is nothing to report.
 * @throws TokenError `ERR_INPUT` if `token` is not a string, or an option does not exist. It never throws for a string.
 * @example
 * ```ts
 * for (const { severity, message, remedy } of explainToken(token, { appId: '970CA35de60c44645bbae8a215061b33' })) {
 *   console.log(`${severity}: ${message} ${remedy}`);
 * }
 * ```
 */
export function explainToken(token: string, options: ExplainOptions = {}): readonly Finding[] {
  const findings = [...explain(requireString(token, 'token'), options)];
  const seen = new Set<string>();
  return findings
    .filter(({ code }) => !seen.has(code) && seen.add(code))
    .sort((a, b) => RANKS[a.severity] - RANKS[b.severity]);
}

const RANKS: Readonly<Record<FindingSeverity, number>> = { error: 0, warning: 1, info: 2 };

function* explain(given: string, options: ExplainOptions): Generator<Finding, void> {
  const settings = yield* readSettings(options);
  if (given.length > longestText(settings.maxPayload)) {
    yield finding('too-large', `It is ${given.length} characters long.`);
    return;
  }
  const text = yield* repairText(given);
  if (text === undefined) return;
  const payload = yield* readPayload(text, settings.maxPayload);
  if (payload === undefined) return;

  const { header, token } = yield* readTokenContent(payload);
  if (token !== undefined) yield* checkSignature(token, settings);
  if (header !== undefined) {
    yield* checkApp(header, settings);
    yield* checkTimes(header, settings);
  }
  if (token === undefined) return;
  yield* checkRequirement(token.decoded, settings);
  yield* checkGrants(token.decoded);
  yield* applyRules(chatRules, token.decoded);
  yield* applyRules(rtcRules, token.decoded);
}
