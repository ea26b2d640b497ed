/**
 * Why would this token fail? Says in a person's words what `verifyToken` says in one code, also about texts that it
 * cannot read, and what is probably not meant in a token that it accepts.
 *
 * text → what happened to it → payload, as far as it goes → content → signature, app, time, requirement, grants
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
import { type ExplainOptions, readSettings } from './settings.ts';
import { longestText, mendText } from './text.ts';
import { checkTimes } from './times.ts';

export type { Finding, FindingCode, FindingSeverity } from './finding.ts';
export type { ExplainOptions } from './settings.ts';

/**
 * Explains what is wrong with a token, or may be: errors first, then warnings, then what is worth knowing. A text that
 * was damaged on its way is mended where one meaning is left, and what it holds is looked at too. Where `verifyToken`
 * refuses a token with the same options, there is an error among the findings. Without `appCertificate` the signature
 * is not checked, and a finding says so. A good token for which nothing is to be said gives an empty list.
 *
 * @throws TypeError where an argument has the wrong JavaScript type; for no string, and nothing else.
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
  const text = yield* mendText(given);
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
}
