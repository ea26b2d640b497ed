/** The facts as tables in Markdown, as they stand in `docs/load.md`. */

export function printReport({ machine, speed, memory, shutdown }, failures) {
  const lines = [
    machine,
    '',
    '| route | requests/s | of `node:http` | of this server’s constant | p50 | p99 | errors |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...speed.map(
      ({ name, perSecond, ofBare, ofConstant, p50, p99, faults }) =>
        `| ${name} | ${perSecond} | ${ofBare.toFixed(2)} | ${ofConstant.toFixed(2)} | ×${p50.toFixed(2)} | ×${p99.toFixed(2)} | ${faults} |`,
    ),
    '',
    `| after ${memory.requests} requests, ${memory.refused} of them refused | last | first to last quarter |`,
    '|---|--:|--:|',
    ...['heap', 'rss'].map((key) => `| ${NAMES[key]} | ${memory[key].last} MB | ${signed(memory[key].growth)} MB |`),
    '',
    '| SIGTERM under load | |',
    '|---|--:|',
    `| requests sent | ${shutdown.sent} |`,
    `| of them after the signal | ${shutdown.sentAfterSignal} |`,
    `| answered in full | ${shutdown.answered} |`,
    `| lost | ${shutdown.lost.length} |`,
    `| exit code | ${shutdown.exitCode} |`,
    '',
    failures.length === 0 ? 'Every fact is as it must be.' : `Not as it must be: ${failures.join('; ')}.`,
  ];
  console.log(lines.join('\n'));
}

const NAMES = { heap: 'heap after a collection', rss: 'RSS after a collection' };

const signed = (value) => (value > 0 ? `+${value}` : String(value));
