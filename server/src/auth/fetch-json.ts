/** JSON from a server that may be slow, broken or hostile: bounded in time and size, and every failure has a cause to log. */

/** The message says what happened, without the URL and without anything from the response. */
export class FetchFault extends Error {
  override readonly name: string = 'FetchFault';
}

export interface FetchLimits {
  readonly fetch?: typeof fetch;
  /** Milliseconds for the whole response. */
  readonly timeout: number;
  readonly maxBytes: number;
}

/**
 * The body of a 200 response, as text that is valid JSON. Redirects are not followed.
 *
 * @throws FetchFault
 */
export async function fetchJson(url: URL | string, init: RequestInit, limits: FetchLimits): Promise<string> {
  const { status, text } = await fetchText(url, init, limits);
  if (status !== 200) throw new FetchFault(status === 0 ? 'redirect' : `status ${status}`);
  try {
    JSON.parse(text);
  } catch {
    throw new FetchFault('not JSON');
  }
  return text;
}

/** @throws FetchFault if there is no complete response. The status of a redirect is 0 on some platforms. */
export async function fetchText(
  url: URL | string,
  init: RequestInit,
  { fetch: send = fetch, timeout, maxBytes }: FetchLimits,
): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const signal = AbortSignal.timeout(timeout);
    const response = await send(url, { redirect: 'manual', ...init, signal });
    return { status: response.status, text: await readAtMost(response, maxBytes) };
  } catch (error) {
    if (error instanceof FetchFault) throw error;
    throw new FetchFault(describe(error, timeout));
  }
}

async function readAtMost(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next !== undefined && !next.done; next = await reader?.read()) {
    length += next.value.length;
    if (length > maxBytes) {
      await reader?.cancel();
      throw new FetchFault(`larger than ${maxBytes / 1024} KiB`);
    }
    chunks.push(next.value);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return new TextDecoder().decode(bytes);
}

function describe(error: unknown, timeout: number): string {
  const { name, cause } = error as { name?: string; cause?: { code?: unknown } };
  if (name === 'TimeoutError' || name === 'AbortError') return `no response within ${timeout / 1000} s`;
  // Node has the reason in the cause: ECONNREFUSED, ENOTFOUND, SELF_SIGNED_CERT_IN_CHAIN.
  return typeof cause?.code === 'string' ? `no connection (${cause.code})` : 'no connection';
}
