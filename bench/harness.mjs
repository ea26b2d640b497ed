/**
 * Timing on a busy machine: the contestants run in short blocks, in random order, round after round in one process, so that
 * whatever slows the machine slows all of them. Only ratios between them mean anything. CPU time counts, including the
 * engine's garbage collection and compilation; elapsed time would include other work.
 */
import { setFlagsFromString } from 'node:v8';

// On a busy machine the compiler thread might not run before the measurement starts.
setFlagsFromString('--no-concurrent-recompilation');

/** Long enough for a contestant's garbage collections to happen in its own blocks. */
const BLOCK_MS = 20;
const ROUNDS = 25;
const WARM_UP_MS = 300;

/**
 * Times the contestants against each other.
 *
 * @param {Record<string, (i: number) => unknown>} contestants By name; each is called with 0, 1, 2, … and must use a
 *   different input each time, since repeating one flatters code that branches on its content.
 * @returns {Timing[]} In the order given.
 */
export function compare(contestants, { rounds = ROUNDS, blockMs = BLOCK_MS } = {}) {
  const entries = Object.entries(contestants).map(([name, run]) => ({ name, run, calls: 1, next: 0, blocks: [] }));
  for (const entry of entries) warmUp(entry, blockMs);
  for (let round = 0; round < rounds; round++) {
    for (const entry of shuffled(entries)) entry.blocks.push(timeBlock(entry));
  }
  return entries.map(({ name, blocks }) => new Timing(name, blocks));
}

/** The times of one contestant: microseconds a call, one number a block. */
export class Timing {
  constructor(name, blocks) {
    this.name = name;
    this.blocks = blocks;
  }

  /** The time of an undisturbed call: the 20th percentile of the blocks. */
  get quiet() {
    return percentile(this.blocks, 0.2);
  }

  get median() {
    return percentile(this.blocks, 0.5);
  }

  /** The other's time as a multiple of this one's: the median over the rounds, comparing blocks of the same round. */
  fasterThan(other) {
    return percentile(
      this.blocks.map((time, round) => other.blocks[round] / time),
      0.5,
    );
  }
}

export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))];
}

export function shuffled(values) {
  const result = [...values];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

/** Uses the results, so that the engine cannot optimise the work away. */
export let sink = 0;

/** CPU time. */
export function microsecondsSince(start) {
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

function timeBlock(entry) {
  const { run, calls } = entry;
  const from = entry.next;
  entry.next += calls;
  const start = process.cpuUsage();
  for (let i = from; i < from + calls; i++) {
    const result = run(i);
    sink ^= typeof result === 'number' ? result : result.length;
  }
  return microsecondsSince(start) / calls;
}

/** Runs until the engine has compiled it, and finds how many calls fill a block. */
function warmUp(entry, blockMs) {
  const start = process.cpuUsage();
  // The quickest counts, because compilation slows the others.
  let quickest = Number.POSITIVE_INFINITY;
  while (microsecondsSince(start) < WARM_UP_MS * 1000) {
    quickest = Math.min(quickest, Math.max(timeBlock(entry), 0.01));
    entry.calls = Math.ceil(Math.min(2 * entry.calls, (blockMs * 1000) / quickest));
  }
}
