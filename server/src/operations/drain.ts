/**
 * How a server stops without losing a request. First every response says `Connection: close`, so that busy clients leave,
 * and load balancers see that the server is not ready; then it stops listening and waits for open requests. Closing idle
 * connections immediately would cut off a client that is about to use one.
 */

/** A listening socket, as each runtime implements it. */
export interface ListeningSocket {
  /** Where it listens, such as `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Accepts no new connections, and resolves when the open ones have closed. */
  close(): Promise<unknown>;
  /** Closes the connections that are still open. */
  abort(): void;
}

/** Milliseconds. */
export interface DrainTimes {
  /** Before it stops listening. */
  readonly delay: number;
  /** After that, before open connections are closed. */
  readonly timeout: number;
}

/** Resolves when the last connection is closed: `true` if none had to be cut off. */
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
