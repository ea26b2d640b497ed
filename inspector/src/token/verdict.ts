/** What is to be said about a text at a moment: the library's findings, and all of them in one line. */
import { type ExplainOptions, explainToken, type Finding, type FindingSeverity } from 'accesstoken2';
import { texts } from '../texts/texts.ts';

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
 * - `idle`: there is nothing to judge.
 * - `open`: nothing is wrong as far as can be seen without a certificate.
 * - `good`: the certificate fits, and nothing is wrong.
 * - `doubtful`: nothing is wrong, but something is probably not meant.
 * - `bad`: the token is refused.
 */
export type Tone = 'idle' | 'open' | 'good' | 'doubtful' | 'bad';

/** `readable`: whether a token was found in the text; `now` in unix seconds. */
export function judge(text: string, readable: boolean, options: ExplainOptions, now: number): Judgement {
  const findings = explainToken(text, { ...options, now });
  return { verdict: text === '' ? idle : verdictOf(findings, readable), findings: text === '' ? [] : findings };
}

const idle: Verdict = { tone: 'idle', headline: texts.verdict.idle, summary: texts.verdict.idleSummary };

function verdictOf(findings: readonly Finding[], readable: boolean): Verdict {
  const summary = texts.verdict.summary(count(findings, 'error'), count(findings, 'warning'));
  const worst = findings[0];
  if (worst?.severity === 'error') {
    const headline =
      (texts.headlines as Readonly<Record<string, string>>)[worst.code] ??
      (readable ? texts.verdict.refused : texts.verdict.unreadable);
    return { tone: 'bad', headline, summary };
  }
  const isOpen = findings.some(({ code }) => code === 'signature-unchecked');
  const tone = worst?.severity === 'warning' ? 'doubtful' : isOpen ? 'open' : 'good';
  const signature = isOpen ? texts.verdict.signatureOpen : texts.verdict.signatureFits;
  return { tone, headline: isOpen ? texts.verdict.unchecked : texts.verdict.valid, summary: `${summary} ${signature}` };
}

function count(findings: readonly Finding[], severity: FindingSeverity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}
