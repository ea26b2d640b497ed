/** The Markdown of REPORT.md. */

const levels = ['must', 'should', 'may'];

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A message of an implementation, without this machine's paths. */
function message(text = '') {
  return text
    .replace(/\S*AgoraDynamicKey\//g, '')
    .replace(/\S*conformance-report-\w+\//g, '')
    .replace(/[\\`*_<>|[\]]/g, '\\$&')
    .replace(/\s+/g, ' ')
    .slice(0, 160);
}

const isFailure = ({ status }) => status !== 'pass' && status !== 'skip';
const ratio = ({ passed, failed }) => (passed + failed === 0 ? '' : `${passed}/${passed + failed}`);
const count = (counts, key) => levels.reduce((sum, level) => sum + counts[level][key], 0);

/** Groups the failures of one implementation by level, status and flags, strictest level first. */
function faults(results) {
  const groups = new Map();
  for (const level of levels) {
    for (const result of results.filter((one) => one.level === level && isFailure(one))) {
      const key = [level, result.status, ...result.flags].join();
      groups.set(key, [...(groups.get(key) ?? []), result]);
    }
  }
  return [...groups.values()];
}

function implementationRow({ implementation, levels: counts, built }) {
  const { name, version, language } = implementation;
  return [
    name,
    version,
    language,
    ...levels.map((level) => ratio(counts[level])),
    count(counts, 'skipped'),
    built.tokens === 0 ? '' : `${built.stockText}/${built.tokens}`,
  ];
}

function flagCell({ flags }, flag) {
  const own = flags.find((one) => one.flag === flag);
  if (own === undefined) return '';
  const failed = count(own.levels, 'failed');
  if (failed > 0) return `✗ ${failed}`;
  return count(own.levels, 'passed') > 0 ? '✓' : '';
}

function section({ implementation, results }) {
  const groups = faults(results);
  const rows = groups.map(([first, ...others]) => [
    first.flags.join(', '),
    first.level,
    `\`${first.id}\``,
    first.status,
    message(first.reason),
    others.length,
  ]);
  return [
    `### ${implementation.name}`,
    '',
    rows.length === 0 ? 'No failures.' : table(['flags', 'level', 'vector', 'result', 'reason', 'similar'], rows),
    '',
  ];
}

export function page({ reports, notes, skipped, version, flags }) {
  const names = reports.map(({ implementation }) => implementation.name);
  const total = reports[0].results.length;
  return [
    '# Conformance report',
    '',
    `The results of every adapter in \`adapters/\` for the ${total} vectors of accesstoken2-conformance ${version}.`,
    'Written by `npm run report`; do not edit. Agora’s versions are commits of github.com/AgoraIO/Tools.',
    '',
    'Each level has the vectors that passed, out of those that were run. A vector is skipped if the language or the API cannot express',
    'its request. The last column counts the built tokens whose text is the one of stock zlib; others are right as well, as long as they',
    'inflate to the same payload.',
    '',
    table(
      ['implementation', 'version', 'language', ...levels, 'skipped', 'stock text'],
      reports.map(implementationRow),
    ),
    '',
    ...(notes.length === 0 ? [] : ['Read with care, since the environment was not the one that Agora specifies:', '']),
    ...notes.map(({ name, note }) => `- ${name} ${note}.`),
    ...(notes.length === 0 ? [] : ['']),
    ...(skipped.length === 0 ? [] : ['Not run:', '', ...skipped.map(({ name, reason }) => `- ${name}: ${reason}`), '']),
    '## By flag',
    '',
    '✓: all passed; ✗: the number that failed; empty: none was run. [FLAGS.md](FLAGS.md) explains the flags.',
    '',
    table(
      ['flag', ...names.map((name) => name.replace(/^(npm |Agora )/, ''))],
      Object.keys(flags).map((flag) => [flag, ...reports.map((report) => flagCell(report, flag))]),
    ),
    '',
    '## Faults',
    '',
    'One vector for each combination of flags, level and result. To see the vector, what is expected, and why it matters:',
    '`npx accesstoken2-conformance --explain VECTOR -- COMMAND`.',
    '',
    ...reports.flatMap(section),
  ].join('\n');
}
