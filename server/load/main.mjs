/**
 * `npm run load`: CPU time and throughput of the built server compared with its peers, whether its memory stays flat, and
 * whether SIGTERM loses requests. `--short` runs less of each, for CI; `--json` prints the results as JSON. Exits with 1
 * if a request fails, memory grows or SIGTERM loses a request; speed is only reported.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureMemory } from './memory.mjs';
import { measureShutdown } from './shutdown.mjs';
import { measureSpeed } from './speed.mjs';

const { values: options } = parseArgs({
  options: { short: { type: 'boolean' }, json: { type: 'boolean' }, only: { type: 'string' } },
});
const size = options.short
  ? { rounds: 1, perRound: 500, memory: 4000, shutdown: 500 }
  : { rounds: 8, perRound: 8000, memory: 300_000, shutdown: 5000 };

const facts = {
  machine: `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus()[0]?.model}, ${cpus().length} cores`,
  speed: await measureSpeed({ rounds: size.rounds, requests: size.perRound }),
  ...(options.only !== 'speed' && {
    memory: await measureMemory({ requests: size.memory }),
    shutdown: await measureShutdown({ requests: size.shutdown }),
  }),
};
const failures = judge(facts);
if (options.json) console.log(JSON.stringify({ ...facts, failures }));
else console.log(report(facts, failures).join('\n'));
process.exitCode = failures.length === 0 ? 0 : 1;

function judge({ speed, memory, shutdown }) {
  const checks = {
    'every request has a good response': [...speed, ...(memory ? [memory] : [])].every(({ faults }) => faults === 0),
    ...(memory && {
      // Megabytes: enough for an occasional buffer, too little for a few bytes per request.
      'the heap is flat': memory.heapGrowth <= 4,
    }),
    ...(shutdown && {
      'SIGTERM loses no request': shutdown.lost.length === 0 && shutdown.answered === shutdown.sent,
      'clients and server count the same': shutdown.logged === shutdown.sent,
      'requests continued after SIGTERM': shutdown.sentAfterSignal > 0,
      'SIGTERM ends with exit code 0': shutdown.exitCode === 0,
    }),
  };
  return Object.entries(checks).flatMap(([fact, holds]) => (holds ? [] : [fact]));
}

/** The tables of docs/load.md. */
function report({ machine, speed, memory, shutdown }, failures) {
  return [
    machine,
    '',
    '| POST /generate-user-token | CPU per request | of the Express sample | requests/s | of bare Hono |',
    '|---|--:|--:|--:|--:|',
    ...speed.map(
      ({ name, cpu, ofExpress, perSecond, ofHono }) =>
        `| ${name} | ${cpu} µs | ${ofExpress.toFixed(2)} | ${perSecond} | ${ofHono.toFixed(2)} |`,
    ),
    '',
    ...(memory
      ? [
          `| after ${memory.requests} requests from as many addresses, ${memory.refused} of them refused | |`,
          '|---|--:|',
          `| resident memory | ${memory.rss} MB |`,
          `| heap after a collection | ${memory.heap} MB |`,
          `| its growth, second to last quarter | ${memory.heapGrowth} MB |`,
          '',
        ]
      : []),
    ...(shutdown
      ? [
          '| SIGTERM under load | |',
          '|---|--:|',
          `| requests sent | ${shutdown.sent} |`,
          `| of them after the signal | ${shutdown.sentAfterSignal} |`,
          `| answered in full | ${shutdown.answered} |`,
          `| lost | ${shutdown.lost.length} |`,
          `| exit code | ${shutdown.exitCode} |`,
          '',
        ]
      : []),
    failures.length === 0 ? 'Every check passed.' : `Failed: ${failures.join('; ')}.`,
  ];
}
