/**
 * How a server stops without losing a request. First every answer says `Connection: close`, so that busy clients go
 * away by themselves, and balancers see that the server is not ready; then it stops listening and waits for what is
 * under way. To close idle connections at once would cut off a client that is just writing to one.
 */

/** A socket that listens, as each runtime has it. */
export interface ListeningSocket {
  /** Where it listens, such as `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Takes no new connections, and resolves when the open ones have ended. */
  close(): Promise<unknown>;
  /** Cuts off the connections that are still open. */
  abort(): void;
}

/** Milliseconds. */
export interface DrainTimes {
  /** Until it stops listening. */
  readonly delay: number;
  /** Until open connections are cut off after that. */
  readonly timeout: number;
}

/** Resolves when the last connection is closed: `true` if all of them ended by themselves. */
export async function drain(socket: ListeningSocket, { delay, timeout }: DrainTimes): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, delay));
  const closed = socket.close().then(() => true);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timeout);
  });
  const inTime = await Promise.race([closed, late]);
  clearTimeout(timer);
  if (!inTime) {
    socket.abort();
    await closed;
  }
  return inTime;
}
