/**
 * The compression function of SHA-256 (FIPS 180-4 §6.2.2) as a loop. It replaces the library's unrolled one, which is
 * fifteen times as long: the page signs only one token per keystroke.
 */

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
}

/**
 * The first 32 bits of the fraction. All roots below are at least 10^-12 away from where these bits would change, so the
 * result is right even if an engine's roots are off by thousands of units in the last place.
 */
function fraction(root: number): number {
  return ((root % 1) * 2 ** 32) | 0;
}

/** §4.2.2 and §5.3.3. */
const K = firstPrimes(64).map((prime) => fraction(Math.cbrt(prime)));
const H = firstPrimes(8).map((prime) => fraction(Math.sqrt(prime)));

function rotr(x: number, n: number): number {
  return (x >>> n) | (x << (32 - n));
}

export function initialise(state: Int32Array): void {
  state.set(H);
}

export function compress(state: Int32Array, block: Int32Array): void {
  const w = Array.from(block);
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < 64; t++) {
    if (t > 15) {
      const x = w[t - 15] as number;
      const y = w[t - 2] as number;
      const sigma0 = rotr(x, 7) ^ rotr(x, 18) ^ (x >>> 3);
      const sigma1 = rotr(y, 17) ^ rotr(y, 19) ^ (y >>> 10);
      w[t] = ((w[t - 16] as number) + (w[t - 7] as number) + sigma0 + sigma1) | 0;
    }
    const Sigma1 = rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25);
    const Sigma0 = rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22);
    const T1 = (h + (w[t] as number) + (K[t] as number) + ((e & f) ^ (~e & g)) + Sigma1) | 0;
    const Maj = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + T1) | 0;
    d = c;
    c = b;
    b = a;
    a = (T1 + Maj + Sigma0) | 0;
  }
  state.set([a, b, c, d, e, f, g, h].map((word, i) => word + (state[i] as number)));
}
