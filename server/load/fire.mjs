/** So many requests by autocannon over so many connections, and how they went. */
import autocannon from 'autocannon';

const CONNECTIONS = 32;

/**
 * @param requests sent in turn by every connection.
 * @returns requests per second, the time of each answer in milliseconds, and what came back: answers by status, and
 *   `errors`: broken connections, answers that took 10 seconds, and successes without a token.
 */
export function fire(url, requests, amount) {
  return new Promise((resolve, reject) => {
    const milliseconds = [];
    const start = performance.now();
    let end = start;
    const run = autocannon(
      {
        url,
        requests,
        amount,
        connections: CONNECTIONS,
        verifyBody: (body) => body.includes('"code"') || body.includes('007'),
      },
      (error, { errors, mismatches, statusCodeStats }) => {
        if (error) return reject(error);
        const statuses = Object.fromEntries(
          Object.entries(statusCodeStats).map(([status, { count }]) => [status, count]),
        );
        resolve({
          perSecond: (1000 * milliseconds.length) / (end - start),
          milliseconds,
          statuses,
          errors: errors + mismatches,
        });
      },
    );
    // Its own duration is in whole seconds where the number of requests is given.
    run.on('response', (_client, _status, _bytes, time) => {
      milliseconds.push(time);
      end = performance.now();
    });
  });
}
