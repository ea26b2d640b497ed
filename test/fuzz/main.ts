/**
 * A mutational, coverage-guided fuzzer: an input that reaches new code, or old code a new order of magnitude more often,
 * is kept and mutated further. Several inputs share one look at the coverage, which takes longer than they do.
 */
import { parseArgs } from 'node:util';
import { type Input, keep, keptInputs, seedInputs } from './corpus.ts';
import { type Coverage, startCoverage } from './coverage.ts';
import { mutate, type Roll, roller } from './mutate.ts';
import { createTargets, type Kind, kinds, type Target } from './targets.ts';

const BATCH = 16;

export interface Surroundings {
  readonly args: readonly string[];
  /** The bundle of `subject.ts`, which is loaded once the coverage counts. */
  readonly subject: URL;
  readonly fixtures: URL;
}

/** Fuzzes, and returns the exit code. */
export async function fuzz({ args, subject, fixtures }: Surroundings): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '20' },
      seed: { type: 'string' },
      keep: { type: 'boolean', default: false },
      input: { type: 'string' },
    },
  });
  const coverage = startCoverage(subject.pathname);
  const targets = createTargets(await import(subject.href));
  if (values.input !== undefined) {
    const { kind, bytes } = parseInput(values.input);
    targets[kind](bytes);
    console.log('nothing is wrong with this input');
    return 0;
  }

  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(values.seed);
  const run = new Run(targets, coverage, roller(seed));
  const crash =
    run.start(seedInputs(fixtures), keptInputs(fixtures)) ?? run.until(Date.now() + 1000 * Number(values.seconds));
  console.log(
    `seed ${seed}: ${run.executions} inputs, ${run.blocks} blocks reached; ` +
      `${run.corpus.length} inputs in the corpus, ${run.finds.length} of them beyond the fixtures`,
  );
  if (crash !== undefined) {
    const { kind, bytes } = crash.input;
    console.error(crash.error);
    console.error(`seed ${seed}; again: npm run fuzz -- --input ${kind}:${Buffer.from(bytes).toString('hex')}`);
    return 1;
  }
  if (values.keep) {
    keep(run.finds, fixtures);
  }
  return 0;
}

interface Crash {
  readonly input: Input;
  readonly error: unknown;
}

class Run {
  /** What reached anything new: blocks, or orders of magnitude. */
  readonly corpus: Input[] = [];
  /** What reached a block that no token of the fixtures reaches. */
  readonly finds: Input[] = [];
  executions = 0;
  readonly #targets: Readonly<Record<Kind, Target>>;
  readonly #coverage: Coverage;
  readonly #roll: Roll;
  readonly #seenFeatures = new Set<string>();
  readonly #seenBlocks = new Set<string>();

  constructor(targets: Readonly<Record<Kind, Target>>, coverage: Coverage, roll: Roll) {
    this.#targets = targets;
    this.#coverage = coverage;
    this.#roll = roll;
  }

  get blocks(): number {
    return this.#seenBlocks.size;
  }

  start(seeds: readonly Input[], kept: readonly Input[]): Crash | undefined {
    const crash = this.#tryEach(seeds);
    this.finds.length = 0;
    return crash ?? this.#tryEach(kept);
  }

  until(deadline: number): Crash | undefined {
    while (Date.now() < deadline) {
      const batch = Array.from({ length: BATCH }, () => this.#next());
      const crash = this.#execute(batch);
      if (crash !== undefined) return crash;
      // Counts of a whole batch add up, so only blocks tell whether there is something new in it.
      if (!this.#hasNewBlock(this.#coverage.take())) continue;
      this.#tryEach(batch);
    }
    return undefined;
  }

  #tryEach(inputs: readonly Input[]): Crash | undefined {
    for (const input of inputs) {
      const crash = this.#tryAlone(input);
      if (crash !== undefined) return crash;
    }
    return undefined;
  }

  #next(): Input {
    const { kind, bytes } = this.#pick();
    return { kind, bytes: mutate(bytes, this.#pick().bytes, this.#roll) };
  }

  #pick(): Input {
    return this.corpus[this.#roll(this.corpus.length)]!;
  }

  #tryAlone(input: Input): Crash | undefined {
    this.#coverage.take();
    const crash = this.#execute([input]);
    const features = this.#coverage.take();
    if (this.#hasNewBlock(features)) this.finds.push(input);
    if ([...features].some((feature) => !this.#seenFeatures.has(feature))) this.corpus.push(input);
    for (const feature of features) {
      this.#seenFeatures.add(feature);
      this.#seenBlocks.add(blockOf(feature));
    }
    return crash;
  }

  #hasNewBlock(features: ReadonlySet<string>): boolean {
    return [...features].some((feature) => !this.#seenBlocks.has(blockOf(feature)));
  }

  #execute(inputs: readonly Input[]): Crash | undefined {
    for (const input of inputs) {
      this.executions++;
      try {
        this.#targets[input.kind](input.bytes);
      } catch (error) {
        return { input, error };
      }
    }
    return undefined;
  }
}

function blockOf(feature: string): string {
  return feature.split(' ', 1)[0]!;
}

function parseInput(text: string): Input {
  const [kind, hex = ''] = text.split(':');
  if (!kinds.includes(kind as Kind))
    throw new Error(`--input takes one of ${kinds.join(', ')}, a colon and hex digits`);
  return { kind: kind as Kind, bytes: Buffer.from(hex, 'hex') };
}
