/**
 * A mutational, coverage-guided fuzzer: an input that reaches new code is kept and mutated further. Many inputs share
 * one look at the coverage, which takes longer than a hundred of them. In turn with that, deflate blocks are made by the
 * grammar: bytes changed at random seldom are a header of codes.
 */
import { parseArgs } from 'node:util';
import { type Input, keep, keptInputs, seedInputs } from './corpus.ts';
import { type Coverage, startCoverage } from './coverage.ts';
import { randomBlocks } from './grammar.ts';
import { mutate, type Roll, roller } from './mutate.ts';
import { createTargets, type Kind, kinds, type Target } from './targets.ts';

const MUTANTS = 256;
const BLOCKS = 2048;

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
  // Nearly every input ends in an error, whose trace would take longer than the rest; `--input` shows it.
  if (values.input === undefined) Error.stackTraceLimit = 0;
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
    run.start(seedInputs(fixtures), keptInputs(fixtures), values.keep) ??
    run.until(Date.now() + 1000 * Number(values.seconds));
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
  /** What is mutated: the fixtures, and whatever reached a block that nothing before it had reached. */
  readonly corpus: Input[] = [];
  /** The part of it that is beyond the fixtures. */
  readonly finds: Input[] = [];
  executions = 0;
  readonly #targets: Readonly<Record<Kind, Target>>;
  readonly #coverage: Coverage;
  readonly #roll: Roll;
  readonly #seen = new Set<string>();

  constructor(targets: Readonly<Record<Kind, Target>>, coverage: Coverage, roll: Roll) {
    this.#targets = targets;
    this.#coverage = coverage;
    this.#roll = roll;
  }

  get blocks(): number {
    return this.#seen.size;
  }

  /** `prune` looks which of the kept inputs still reach what the others do not, which takes a while. */
  start(seeds: readonly Input[], kept: readonly Input[], prune: boolean): Crash | undefined {
    const crash = this.#execute(seeds);
    this.#see();
    this.corpus.push(...seeds);
    if (crash !== undefined || prune) return crash ?? this.#search(kept);
    this.corpus.push(...kept);
    this.finds.push(...kept);
    const keptCrash = this.#execute(kept);
    this.#see();
    return keptCrash;
  }

  until(deadline: number): Crash | undefined {
    while (Date.now() < deadline) {
      const crash = this.#generate() ?? this.#search(Array.from({ length: MUTANTS }, () => this.#next()));
      if (crash !== undefined) return crash;
    }
    return undefined;
  }

  /** Keeps none of them: what the grammar reaches, it reaches again. */
  #generate(): Crash | undefined {
    const blocks = Array.from({ length: BLOCKS }, () => randomBlocks(this.#roll));
    const crash = this.#execute(blocks.map((bytes) => ({ kind: 'blocks', bytes })));
    this.#see();
    return crash;
  }

  #see(): void {
    for (const block of this.#coverage.take()) this.#seen.add(block);
  }

  #next(): Input {
    const { kind, bytes } = this.#pick();
    return { kind, bytes: mutate(bytes, this.#pick().bytes, this.#roll) };
  }

  #pick(): Input {
    return this.corpus[this.#roll(this.corpus.length)]!;
  }

  /** Keeps the inputs that reach a new block, and finds them by halving: most batches have none. */
  #search(inputs: readonly Input[]): Crash | undefined {
    const crash = this.#execute(inputs);
    if (crash !== undefined) return crash;
    const fresh = this.#coverage.take().filter((block) => !this.#seen.has(block));
    if (fresh.length === 0) return undefined;
    const [input] = inputs;
    if (input !== undefined && inputs.length === 1) {
      for (const block of fresh) this.#seen.add(block);
      this.corpus.push(input);
      this.finds.push(input);
      return undefined;
    }
    const middle = inputs.length >> 1;
    return this.#search(inputs.slice(0, middle)) ?? this.#search(inputs.slice(middle));
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

function parseInput(text: string): Input {
  const [kind, hex = ''] = text.split(':');
  if (!kinds.includes(kind as Kind))
    throw new Error(`--input takes one of ${kinds.join(', ')}, a colon and hex digits`);
  return { kind: kind as Kind, bytes: Buffer.from(hex, 'hex') };
}
