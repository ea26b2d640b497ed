/** The result of a run as JUnit XML, which CI systems read; one test suite per level. */
import type { Case, Run } from '../run.ts';
import { isFailure, type Summary } from '../summary.ts';
import { levels } from '../vectors.ts';

export function junitReport(run: Run, summary: Summary): string {
  const { name, version } = run.implementation;
  const suites = levels.map((level) => {
    const cases = run.cases.filter(({ vector }) => vector.level === level);
    const { failed, skipped } = summary.levels[level];
    return [
      `  <testsuite name="${level}" tests="${cases.length}" failures="${failed}" errors="0" skipped="${skipped}">`,
      ...cases.map(testCase),
      '  </testsuite>',
    ].join('\n');
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escapeXml(`${name} ${version}`)}" tests="${run.cases.length}" time="${run.seconds.toFixed(3)}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(one: Case): string {
  const { vector, verdict } = one;
  const open = `    <testcase classname="${escapeXml(vector.flags.join('.'))}" name="${escapeXml(vector.id)}"`;
  const reason = escapeXml(verdict.reason ?? '');
  if (isFailure(one)) return `${open}><failure type="${verdict.status}" message="${reason}"/></testcase>`;
  return verdict.status === 'skip' ? `${open}><skipped message="${reason}"/></testcase>` : `${open}/>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Replaces characters that XML 1.0 cannot express, such as most control characters. */
function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => entities[character] as string)
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
