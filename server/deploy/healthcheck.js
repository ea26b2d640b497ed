/** Asks the server of this container whether it is alive; ends with 0 if so. Images without a shell have no curl. */
const port = process.env.PORT || '8080';
const isAlive = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(2000) }).then(
  (response) => response.ok,
  () => false,
);
process.exit(isAlive ? 0 : 1);
