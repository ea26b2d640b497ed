/**
 * One adapter process: sends a request and waits for a one-line answer, within time and memory limits. A process that
 * exceeds a limit is killed with its children; the next request starts a new one.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Status } from './judge.ts';
import { groupMemory } from './memory.ts';
import { type Answer, type Description, parseAnswer, parseDescription, type Request } from './protocol.ts';

export interface Limits {
  /** Time limit for one request, in milliseconds. */
  readonly caseTime: number;
  /** Time limit for the first answer, in milliseconds; it includes starting a virtual machine or compiling. */
  readonly startTime: number;
  /** Limit for the resident memory of the process and its children, in bytes. */
  readonly memory: number;
}

/** An answer, or how the process failed to answer. */
export type Outcome = Answer | { readonly broken: Status; readonly reason: string };

export interface Adapter {
  ask(request: Request): Promise<Outcome>;
  /** How many processes have been started so far. */
  readonly starts: number;
  /** Kills the process. */
  close(): void;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

const MAX_LINE = 32 * 1024 * 1024;
const STDERR_TAIL = 2_000;
const MEMORY_INTERVAL = 50;

export function createAdapter(command: readonly string[], limits: Limits): Adapter {
  let child: Child | undefined;
  let nextId = 0;
  let starts = 0;

  function end(): void {
    if (child !== undefined) killGroup(child);
    child = undefined;
    process.off('exit', end);
  }

  /** Starts a process and waits until it has described itself. */
  async function start(): Promise<Outcome> {
    starts++;
    child = spawnGroup(command);
    process.once('exit', end);
    return exchange({ op: 'describe' }, limits.startTime);
  }

  async function exchange(request: Request, time: number): Promise<Outcome> {
    const id = nextId++;
    const outcome = await oneExchange(child as Child, id, request, time, limits.memory);
    if ('broken' in outcome) end();
    return outcome;
  }

  return {
    async ask(request) {
      if (child === undefined) {
        const described = await start();
        if ('broken' in described || request.op === 'describe') return described;
      }
      return exchange(request, limits.caseTime);
    },
    get starts() {
      return starts;
    },
    close: end,
  };
}

/** Sends `describe`; throws an error meant for the user if the answer is missing or invalid. */
export async function describe(adapter: Adapter): Promise<Description> {
  const outcome = await adapter.ask({ op: 'describe' });
  if ('broken' in outcome) throw new Error(`the adapter did not describe itself: ${outcome.reason}`);
  const description = 'result' in outcome ? parseDescription(outcome.result) : undefined;
  if (description === undefined)
    throw new Error('the answer to "describe" has no valid name, version, language, operations or checks');
  return description;
}

/** Starts the command in its own process group, so that its children can be killed with it. */
function spawnGroup([program, ...args]: readonly string[]): Child {
  const child = spawn(program as string, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  // If the process exits during a write, the `close` event reports it.
  child.stdin.on('error', () => {});
  child.on('error', () => {});
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  return child;
}

function killGroup(child: Child): void {
  child.stdout.destroy();
  child.stderr.destroy();
  child.stdin.destroy();
  try {
    if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // The process has already exited.
  }
}

function oneExchange(child: Child, id: number, request: Request, time: number, memory: number): Promise<Outcome> {
  return new Promise((resolve) => {
    // An array, because searching a string built with += copies it each time.
    const pieces: string[] = [];
    let length = 0;
    let stderr = '';
    const timers: NodeJS.Timeout[] = [];

    function settle(outcome: Outcome): void {
      for (const timer of timers) clearTimeout(timer);
      child.stdout.off('data', onOutput);
      child.stderr.off('data', onErrorOutput);
      child.off('error', onError);
      child.off('close', onClose);
      resolve(outcome);
    }
    const breakOff = (broken: Status, reason: string) => settle({ broken, reason });

    function onOutput(chunk: string): void {
      pieces.push(chunk);
      length += chunk.length;
      if (!chunk.includes('\n')) {
        if (length > MAX_LINE) breakOff('garbage', `wrote a line of more than ${MAX_LINE} characters to stdout`);
        return;
      }
      const line = pieces.join('');
      const answer = line.indexOf('\n') === length - 1 ? parseAnswer(line, id) : undefined;
      if (answer !== undefined) settle(answer);
      else breakOff('garbage', `wrote something other than one answer to stdout: ${shorten(line)}`);
    }
    function onErrorOutput(chunk: string): void {
      stderr = (stderr + chunk).slice(-STDERR_TAIL);
    }
    function onError(error: Error): void {
      breakOff('died', error.message);
    }
    function onClose(code: number | null, signal: string | null): void {
      const how = signal === null ? `exit code ${code}` : signal;
      breakOff('died', stderr.trim() === '' ? how : `${how}: ${shorten(stderr.trim().split('\n').at(-1) as string)}`);
    }
    async function checkMemory(): Promise<void> {
      const used = child.pid === undefined ? undefined : await groupMemory(child.pid);
      if (used !== undefined && used > memory) {
        breakOff('memory', `used ${mebibytes(used)} MiB; the limit is ${mebibytes(memory)}`);
      }
    }

    child.stdout.on('data', onOutput);
    child.stderr.on('data', onErrorOutput);
    child.once('error', onError);
    child.once('close', onClose);
    timers.push(setTimeout(() => breakOff('hung', `no answer within ${time / 1000} s`), time));
    timers.push(setInterval(checkMemory, MEMORY_INTERVAL));
    child.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
  });
}

const mebibytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
const shorten = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text.trimEnd());
