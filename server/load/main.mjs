/**
 * `npm run load`: how fast the built server is beside a constant, whether its memory stays flat, and whether SIGTERM
 * loses requests. `--short` does little of each, for CI; `--json` prints the facts as JSON. Ends with 1 where a fact
 * is not as it must be; speed is told and not judged.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureMemory } from './memory.mjs';
import { printReport } from './report.mjs';
import { measureShutdown } from './shutdown.mjs';
import { measureSpeed } from './speed.mjs';

const { values: options } = parseArgs({ options: { short: { type: 'boolean' }, json: { type: 'boolean' } } });
const size = options.short
  ? { rounds: 1, perRound: 500, memory: 4000, shutdown: 500 }
  : { rounds: 12, perRound: 3000, memory: 200_000, shutdown: 5000 };

const facts = {
  machine: `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus()[0]?.model}, ${cpus().length} cores`,
  shutdown: await measureShutdown({ requests: size.shutdown }),
  speed: await measureSpeed({ rounds: size.rounds, requests: size.perRound }),
  memory: await measureMemory({ requests: size.memory }),
};
const failures = judge(facts);
if (options.json) console.log(JSON.stringify({ ...facts, failures }));
else printReport(facts, failures);
process.exitCode = failures.length === 0 ? 0 : 1;

/** Megabytes by which memory may grow: room for one more buffer here and there, not for a few bytes per request. */
function judge({ shutdown, speed, memory }) {
  const heapMayGrow = 4;
  const checks = {
    'every request has a good answer': [...speed, memory].every(({ faults }) => faults === 0),
    'the heap is flat': memory.heap.growth <= heapMayGrow,
    'SIGTERM loses no request': shutdown.lost.length === 0 && shutdown.answered === shutdown.sent,
    'clients and server count the same': shutdown.logged === shutdown.sent,
    'requests went on after SIGTERM': shutdown.sentAfterSignal > 0,
    'SIGTERM ends with exit code 0': shutdown.exitCode === 0,
  };
  return Object.entries(checks).flatMap(([fact, holds]) => (holds ? [] : [fact]));
}
