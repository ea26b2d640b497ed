/** Seeded inputs for deflate and inflate, with many distributions. */

/** Numbers from 0 up to (not including) `below`. */
export type Dice = (below: number) => number;

/** xorshift32. */
export function dice(seed: number): Dice {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** New bytes from a small or large alphabet, alternating with copies from near or far. */
export function mixedBytes(roll: Dice, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const alphabet = 1 + roll([2, 6, 40, 256][roll(4)]!);
  const firstValue = roll(256);
  const copying = roll(10);
  const reach = [3, 300, 5000, 70_000][roll(4)]!;
  for (let at = 0; at < length; ) {
    if (at > 0 && roll(10) < copying) {
      const distance = 1 + roll(Math.min(at, reach));
      for (let left = 3 + roll(roll(8) > 0 ? 12 : 600); left > 0 && at < length; left--, at++) {
        bytes[at] = bytes[at - distance]!;
      }
    } else {
      for (let left = 1 + roll(roll(20) > 0 ? 8 : 800); left > 0 && at < length; left--) {
        // Uniform, or biased towards small values.
        bytes[at++] = firstValue + roll(1 + roll(alphabet));
      }
    }
  }
  return bytes;
}

/** Shaped like a token: a random signature, hex digits, a few numbers, a short name. */
export function tokenLikeBytes(roll: Dice): Uint8Array {
  const random = (count: number) => Array.from({ length: count }, () => roll(256));
  const hex = (count: number) => Array.from({ length: count }, () => '0123456789abcdef'.charCodeAt(roll(16)));
  const name = [
    () => [...Buffer.from(`user_${roll(1_000_000)}`)],
    () => [8, 4, 4, 4, 12].flatMap((count) => [...hex(count), 45]).slice(0, 36),
    () => Array.from({ length: roll(64) }, () => 97 + roll(26)),
    () => [...Buffer.from(`name${roll(1000)}.family@example.com`)],
  ][roll(4)]!();
  const service = [5, 0, 1, 0, 1, 0, 128, 81, 1, 0, name.length, 0, ...name];
  return Uint8Array.from([
    32,
    0,
    ...random(32),
    32,
    0,
    ...hex(32),
    ...random(4),
    88,
    2,
    0,
    0,
    ...random(4),
    1,
    0,
    ...service,
  ]);
}

/** Mostly small, as tokens are; sometimes larger than zlib's window. */
export function anyBytes(roll: Dice): Uint8Array {
  const kind = roll(1000);
  if (kind < 400) return tokenLikeBytes(roll);
  if (kind < 600) return mixedBytes(roll, roll(40));
  if (kind < 900) return mixedBytes(roll, roll(400));
  if (kind < 985) return mixedBytes(roll, roll(4000));
  if (kind < 997) return mixedBytes(roll, 10_000 + roll(30_000));
  return mixedBytes(roll, 64_000 + roll(6000) + (roll(2) > 0 ? roll(100_000) : 0));
}

/** Lengths of a complete code with `count` symbols, none longer than `longest`. */
export function completeLengths(roll: Dice, count: number, longest: number): number[] {
  const leaves = [0];
  while (leaves.length < count) {
    const at = roll(leaves.length);
    if (leaves[at]! < longest) leaves.splice(at, 1, leaves[at]! + 1, leaves[at]! + 1);
  }
  return leaves;
}
