/**
 * Where log lines go on Node, Bun and Deno: standard output. A full disk, a reader that stalls and a
 * reader that is gone must neither stop the server nor fill its memory: lines wait in a bounded buffer, and lines that
 * do not fit are dropped and counted. Lines of one turn of the event loop are written together.
 */
import { fstatSync, writeSync } from 'node:fs';

export interface LogOutput {
  write(line: string): void;
  /** How many lines were dropped so far. */
  lost(): number;
  /** Whether a line written now can be expected to arrive. */
  isWritable(): boolean;
  /** Resolves when everything is written, when that fails, or after so many milliseconds. */
  flush(milliseconds: number): Promise<void>;
}

/** Calls back with the text that is still to be written after an error, and with the number of lines that are lost. */
type WriteText = (text: string, done: (error?: { readonly rest: string; readonly lost: number }) => void) => void;

/** Characters; about 4000 lines. */
const MAX_PENDING = 1_048_576;

/** Milliseconds. */
const RETRY_AFTER = 500;

export function openLogOutput(fd = 1): LogOutput {
  return createLogOutput(isStream(fd) ? toStream(process.stdout) : toFile(fd));
}

/** Pipes, sockets and terminals have readers that can stall, and are written to asynchronously. */
function isStream(fd: number): boolean {
  const stat = fstatSync(fd);
  return stat.isFIFO() || stat.isSocket() || process.stdout.isTTY === true;
}

/** Writes to a file are synchronous, and return how many bytes were written. */
function toFile(fd: number): WriteText {
  return (text, done) => {
    let rest = Buffer.from(text);
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest));
      done();
    } catch {
      done({ rest: rest.toString(), lost: 0 });
    }
  };
}

/** How much of a failed write arrived is unknown, so all of it counts as lost. */
function toStream(stream: NodeJS.WriteStream): WriteText {
  // Errors also reach the callback; without a listener they would end the process.
  stream.on('error', () => {});
  return (text, done) => {
    stream.write(text, (error) => done(error ? { rest: '', lost: text.split('\n').length - 1 } : undefined));
  };
}

export function createLogOutput(writeText: WriteText, maxPending: number = MAX_PENDING): LogOutput {
  let pending = '';
  let inFlight = 0;
  let lost = 0;
  let reported = 0;
  let isFailing = false;
  let isScheduled = false;
  let whenSettled: () => void = () => {};

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      writePending();
    });
  }

  function writePending(): void {
    if (inFlight > 0 || pending === '') return;
    const text = pending;
    pending = '';
    inFlight = text.length;
    writeText(text, (error) => {
      inFlight = 0;
      isFailing = error !== undefined;
      if (error === undefined) reportLost();
      else {
        lost += error.lost;
        pending = error.rest + pending;
        setTimeout(writePending, RETRY_AFTER).unref();
      }
      if (pending === '' || isFailing) whenSettled();
      else schedule();
    });
  }

  /** In the log itself, once lines get through again. */
  function reportLost(): void {
    if (lost === reported) return;
    const line = { level: 'warn', time: new Date().toISOString(), lost: lost - reported, msg: 'log lines were lost' };
    reported = lost;
    pending += `${JSON.stringify(line)}\n`;
  }

  return {
    write(line) {
      if (pending.length + inFlight + line.length >= maxPending) {
        lost++;
        return;
      }
      pending += `${line}\n`;
      // A failing output is tried again by the timer.
      if (!isFailing) schedule();
    },
    lost: () => lost,
    isWritable: () => !isFailing && pending.length + inFlight < maxPending / 2,
    async flush(milliseconds) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const settled = new Promise<void>((resolve) => {
        whenSettled = resolve;
        timer = setTimeout(resolve, milliseconds);
      });
      writePending();
      if (pending !== '' || inFlight > 0) await settled;
      clearTimeout(timer);
    },
  };
}
