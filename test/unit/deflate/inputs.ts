/** Seeded inputs for deflate and inflate, with many distributions. */

/** Numbers from 0 up to (not including) `below`. */
export type Random = (below: number) => number;

/** xorshift32. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** New bytes from a small or large alphabet, alternating with copies from near or far. */
export function mixedBytes(random: Random, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const alphabet = 1 + random([2, 6, 40, 256][random(4)]!);
  const firstValue = random(256);
  const copying = random(10);
  const reach = [3, 300, 5000, 70_000][random(4)]!;
  for (let at = 0; at < length; ) {
    if (at > 0 && random(10) < copying) {
      const distance = 1 + random(Math.min(at, reach));
      for (let left = 3 + random(random(8) > 0 ? 12 : 600); left > 0 && at < length; left--, at++) {
        bytes[at] = bytes[at - distance]!;
      }
    } else {
      for (let left = 1 + random(random(20) > 0 ? 8 : 800); left > 0 && at < length; left--) {
        // Uniform, or biased towards small values.
        bytes[at++] = firstValue + random(1 + random(alphabet));
      }
    }
  }
  return bytes;
}

/** Shaped like a token: a random signature, hex digits, a few numbers, a short name. */
export function tokenLikeBytes(random: Random): Uint8Array {
  const randomBytes = (count: number) => Array.from({ length: count }, () => random(256));
  const hex = (count: number) => Array.from({ length: count }, () => '0123456789abcdef'.charCodeAt(random(16)));
  const name = [
    () => [...Buffer.from(`user_${random(1_000_000)}`)],
    () => [8, 4, 4, 4, 12].flatMap((count) => [...hex(count), 45]).slice(0, 36),
    () => Array.from({ length: random(64) }, () => 97 + random(26)),
    () => [...Buffer.from(`name${random(1000)}.family@example.com`)],
  ][random(4)]!();
  const service = [5, 0, 1, 0, 1, 0, 128, 81, 1, 0, name.length, 0, ...name];
  return Uint8Array.from([
    32,
    0,
    ...randomBytes(32),
    32,
    0,
    ...hex(32),
    ...randomBytes(4),
    88,
    2,
    0,
    0,
    ...randomBytes(4),
    1,
    0,
    ...service,
  ]);
}

/** Mostly small, as tokens are; sometimes larger than zlib's window. */
export function anyBytes(random: Random): Uint8Array {
  const kind = random(1000);
  if (kind < 400) return tokenLikeBytes(random);
  if (kind < 600) return mixedBytes(random, random(40));
  if (kind < 900) return mixedBytes(random, random(400));
  if (kind < 985) return mixedBytes(random, random(4000));
  if (kind < 997) return mixedBytes(random, 10_000 + random(30_000));
  return mixedBytes(random, 64_000 + random(6000) + (random(2) > 0 ? random(100_000) : 0));
}

/** Lengths of a complete code with `count` symbols, none longer than `longest`. */
export function completeLengths(random: Random, count: number, longest: number): number[] {
  const leaves = [0];
  while (leaves.length < count) {
    const at = random(leaves.length);
    if (leaves[at]! < longest) leaves.splice(at, 1, leaves[at]! + 1, leaves[at]! + 1);
  }
  return leaves;
}
