/**
 * Replaces the library's lower bound on the size of a dynamic block, which avoids building trees that are not used. With
 * the bound 0 all trees are built, and the output is the same.
 */

export function leastDynamicBits(): number {
  return 0;
}

export function leastDynamicBitsPrecisely(): number {
  return 0;
}

/** Not used where no input is scanned. */
export const N_LOG2_N_STEPS = new Int32Array(0);
export function prepareTables(): void {}
