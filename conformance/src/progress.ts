/** A progress line on a terminal, rewritten in place. */
export interface Progress {
  readonly update: (done: number, total: number) => void;
  readonly clear: () => void;
}

const INTERVAL = 100;

/** Prints nothing if the stream is not a terminal. */
export function createProgress(stream: NodeJS.WriteStream, quiet: boolean): Progress {
  if (quiet || !stream.isTTY) return { update() {}, clear() {} };
  let shownAt = 0;
  return {
    update(done, total) {
      const now = Date.now();
      if (now - shownAt < INTERVAL && done < total) return;
      shownAt = now;
      stream.write(`\r${done} of ${total} vectors`);
    },
    clear: () => void stream.write('\r\u001b[K'),
  };
}
