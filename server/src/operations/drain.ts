/**
 * How a Node server stops without losing a request. First every answer says `Connection: close`, so that busy clients
 * go away by themselves, and balancers see that the server is not ready; then it stops listening and waits for what is
 * under way. To close idle connections at once would cut off a client that is just writing to one.
 */
import type { Server, ServerResponse } from 'node:http';

export interface Drain {
  readonly isDraining: () => boolean;
  /** Resolves when the last connection is closed: `true` if all of them ended by themselves. */
  start(times: DrainTimes): Promise<boolean>;
}

/** Milliseconds. */
export interface DrainTimes {
  /** Until it stops listening. */
  readonly delay: number;
  /** Until open connections are cut off after that. */
  readonly timeout: number;
}

export function drainable(server: Server): Drain {
  const unanswered = new Set<ServerResponse>();
  let draining: Promise<boolean> | undefined;

  server.prependListener('request', (_, response: ServerResponse) => {
    if (draining !== undefined) sayGoodbye(response);
    unanswered.add(response);
    response.once('close', () => unanswered.delete(response));
  });

  async function drain({ delay, timeout }: DrainTimes): Promise<boolean> {
    for (const response of unanswered) sayGoodbye(response);
    await new Promise((resolve) => setTimeout(resolve, delay));
    const closed = new Promise<true>((resolve) => server.close(() => resolve(true)));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, timeout, false);
    });
    const inTime = await Promise.race([closed, late]);
    clearTimeout(timer);
    server.closeAllConnections();
    await closed;
    return inTime;
  }

  return {
    isDraining: () => draining !== undefined,
    start: (times) => {
      draining ??= drain(times);
      return draining;
    },
  };
}

function sayGoodbye(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
