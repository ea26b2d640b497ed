/** Comparison of byte strings in a time that depends on their length alone, for signatures. */

/** Whether `a` and `b` hold the same bytes. Their lengths are not secret; where they differ does not show in the time. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}
