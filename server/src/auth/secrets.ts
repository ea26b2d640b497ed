/** Secrets are compared by their hashes, so that the time taken shows neither their length nor where they differ. */

/**
 * Node, Bun and Deno hash synchronously in about a microsecond. WebCrypto, which Workers have, does it in a job of the
 * thread pool: with an API key that left the event loop idle for 42 % of the time.
 */
const nodeCrypto = (
  globalThis as { process?: { getBuiltinModule?(name: string): typeof import('node:crypto') | undefined } }
).process?.getBuiltinModule?.('node:crypto');

export function sha256Hex(text: string): string | Promise<string> {
  if (nodeCrypto !== undefined) return nodeCrypto.createHash('sha256').update(text).digest('hex');
  return webSha256Hex(text);
}

async function webSha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** For texts of public length, such as hashes. */
export function equalText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

export async function equalSecrets(a: string, b: string): Promise<boolean> {
  return equalText(await sha256Hex(a), await sha256Hex(b));
}
