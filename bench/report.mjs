/** Prints tables that are readable as plain text and as Markdown. */

/** Three significant digits. */
export function number(value) {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 2);
}

export function printTable(title, head, rows) {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column].length)));
  const line = (cells) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  console.log(['', `### ${title}`, '', line(head), rule, ...rows.map(line)].join('\n'));
}

/** Time per call, and as a multiple of the first row. */
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
