/** Secrets compared by their hashes: neither their length nor where they differ shows in the time it takes. */

export async function sha256Hex(text: string): Promise<string> {
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
