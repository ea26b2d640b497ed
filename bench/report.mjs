/** What is printed: a table for each section, and in the end every aim with its figure. */

/**
 * The aims. `most` or `least` is what the figure may be; the sections measure it and call {@link judge}.
 * They are ratios within one run, sizes or counts: no time of a machine.
 */
const aims = {
  issuer: { text: 'chat user token by an issuer, vs agora-token', unit: '×', least: 12 },
  plain: { text: 'chat user token by buildChatUserToken, vs agora-token', unit: '×', least: 9 },
  uuid: { text: 'the same by an issuer, UUID user ids', unit: '×', least: 7 },
  buildFloor: { text: 'build, in times of its own 9 compressions', unit: '×', most: 2.2 },
  verify: { text: 'verify, vs agora-token', unit: '×', least: 5.5 },
  verifyFloor: { text: 'verify, in times of its own 13 compressions', unit: '×', most: 1.8 },
  buildHeap: { text: 'heap per token built', unit: ' KB', most: 0.6 },
  deflateNode: { text: 'deflate of 1–60 KB, slower than node:zlib by', unit: '×', most: 1.6 },
  deflatePako: { text: 'deflate of 1–60 KB, faster than pako by', unit: '×', least: 1.5 },
  growBuild: { text: 'build: a service of 20,000 costs, in times of one of 5,000', unit: '×', most: 1.5 },
  growRead: { text: 'decode: a service of 20,000 costs, in times of one of 5,000', unit: '×', most: 1.5 },
  coldStart: { text: 'import + first token in a new process, vs agora-token', unit: '×', most: 0.4 },
  size: { text: 'build + verify, minified and gzipped', unit: ' KB', most: 10 },
};

const figures = new Map();

/** Takes the figure of an aim. Of several the worst counts. */
export function judge(id, figure) {
  const before = figures.get(id);
  const worse = aims[id].least === undefined ? Math.max : Math.min;
  figures.set(id, before === undefined ? figure : worse(before, figure));
}

/** Prints the aims measured. Returns whether all were met. */
export function printAims() {
  const rows = [...figures].map(([id, figure]) => {
    const { text, unit, least, most } = aims[id];
    const met = least === undefined ? figure <= most : figure >= least;
    return [text, `${number(figure)}${unit}`, least === undefined ? `≤ ${most}${unit}` : `≥ ${least}${unit}`, met];
  });
  printTable(
    'Aims',
    ['', 'figure', 'aim', ''],
    rows.map(([...row]) => [...row.slice(0, 3), row[3] ? 'met' : 'SHORT']),
  );
  return rows.every((row) => row[3]);
}

/** Three digits that say something. */
export function number(value) {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 2);
}

/** A table that reads as text and as Markdown. */
export function printTable(title, head, rows) {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column].length)));
  const line = (cells) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  console.log(['', `### ${title}`, '', line(head), rule, ...rows.map(line)].join('\n'));
}

/** A table of timings: time a call, and how many times that the first of them takes. */
export function printTimings(title, timings) {
  const [ours] = timings;
  printTable(
    title,
    ['', 'quiet µs', 'median µs', 'vs first'],
    timings.map((one) => [
      one.name,
      number(one.quiet),
      number(one.median),
      one === ours ? '' : `${number(ours.fasterThan(one))}×`,
    ]),
  );
}
