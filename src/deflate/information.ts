/**
 * The information in counts: n log2 n, from which entropies are put together. In integers, units of a small part of a
 * bit, so that sums are exact in any order and a count can be taken back.
 */

/** The units in a bit. */
export const BIT: number = 1 << 16;

/** The counts go up to this: the symbols of a small input and the end of its block. */
const MAX_COUNT = 513;

/** By n: n log2 n; what n + 1 has more than n. All zero until `prepareInformation`. */
export const informations: Int32Array = /* @__PURE__ */ new Int32Array(MAX_COUNT + 1);
export const informationSteps: Int32Array = /* @__PURE__ */ new Int32Array(MAX_COUNT);

/** Fills the tables. */
export function prepareInformation(): void {
  for (let n = 2; n <= MAX_COUNT; n++) informations[n] = Math.round(n * Math.log2(n) * BIT);
  for (let n = 0; n < MAX_COUNT; n++) informationSteps[n] = informations[n + 1]! - informations[n]!;
}
