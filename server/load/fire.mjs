/** Sends requests with autocannon and summarizes the results. */
import autocannon from 'autocannon';

const CONNECTIONS = 16;

/**
 * @param requests sent in turn by every connection.
 * @returns requests per second, responses by status, and `errors`: broken connections and timeouts after 10 seconds.
 */
export async function fire(url, requests, amount) {
  let end = performance.now();
  const start = end;
  const run = autocannon({ url, requests, amount, connections: CONNECTIONS });
  // autocannon rounds its duration to whole seconds if the number of requests is given.
  run.on('response', () => {
    end = performance.now();
  });
  const { errors, mismatches, statusCodeStats } = await run;
  const statuses = Object.fromEntries(Object.entries(statusCodeStats).map(([status, { count }]) => [status, count]));
  return { perSecond: (1000 * amount) / (end - start), statuses, errors: errors + mismatches };
}
