/** Constant-time comparison of byte arrays, for signatures. */

/** Whether `a` and `b` are equal. The time depends on their lengths, which are not secret, and not on their content. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}
