/** The library's findings about a text at a moment, and a verdict that sums them up in one line. */
import { type ExplainOptions, explainToken, type Finding, type FindingSeverity } from 'accesstoken2';
import { texts } from '../texts/texts.ts';
import type { Reading } from './inspect.ts';

export interface Judgement {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
}

export interface Verdict {
  readonly tone: Tone;
  readonly headline: string;
  readonly summary: string;
}

/**
 * - `idle`: there is no text.
 * - `open`: no errors, but the signature was not checked.
 * - `good`: no errors, and the signature matches.
 * - `doubtful`: the token is accepted but probably not what was intended, or only accepted after a repair.
 * - `bad`: the token is refused.
 */
export type Tone = 'idle' | 'open' | 'good' | 'doubtful' | 'bad';

/** `now` is in unix seconds. */
export function judge(reading: Reading, options: ExplainOptions, now: number): Judgement {
  if (reading.text === '') return { verdict: idle, findings: [] };
  const findings = explainToken(reading.text, { ...options, now });
  return { verdict: verdictOf(findings, reading), findings };
}

const idle: Verdict = { tone: 'idle', headline: texts.verdict.idle, summary: texts.verdict.idleSummary };

function verdictOf(findings: readonly Finding[], { token, repairs }: Reading): Verdict {
  const summary = texts.verdict.summary(count(findings, 'error'), count(findings, 'warning'));
  // Repairs say nothing about the token that is shown. Without one, the last error says why: it ended the search.
  const relevant = findings.filter(({ code }) => !repairs.includes(code));
  const worst = token === undefined ? relevant.filter(({ severity }) => severity === 'error').at(-1) : relevant[0];
  if (worst?.severity === 'error') {
    const headline =
      (texts.headlines as Readonly<Record<string, string>>)[worst.code] ??
      (token === undefined ? texts.verdict.unreadable : texts.verdict.refused);
    return { tone: 'bad', headline, summary };
  }
  const isOpen = findings.some(({ code }) => code === 'signature-unchecked');
  const signature = isOpen ? texts.verdict.signatureOpen : texts.verdict.signatureMatches;
  const names = isOpen ? texts.verdict.unchecked : texts.verdict.valid;
  return {
    tone: repairs.length > 0 || worst?.severity === 'warning' ? 'doubtful' : isOpen ? 'open' : 'good',
    headline: repairs.length > 0 ? names.repaired : names.intact,
    summary: `${summary} ${signature}`,
  };
}

function count(findings: readonly Finding[], severity: FindingSeverity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}
