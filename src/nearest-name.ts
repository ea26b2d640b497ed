/** Suggests a name for a misspelled one. */

/** The most similar name: one contains the other, or they differ in one short piece. Undefined if none is similar. */
export function nearestName(given: string, names: readonly string[]): string | undefined {
  const word = given.toLowerCase();
  let nearest: string | undefined;
  // Longer words may differ in more letters.
  let least = Math.max(2, word.length / 3) + 1;
  for (const name of names) {
    const other = name.toLowerCase();
    const isPart = word.length > 2 && (other.includes(word) || word.includes(other));
    const distance = Math.min(isPart ? 1 : Infinity, difference(word, other));
    if (distance < least) {
      least = distance;
      nearest = name;
    }
  }
  return nearest;
}

/** The number of letters between the common beginning and the common end, in the longer word. */
function difference(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let same = 0;
  while (same < shorter && a[same] === b[same]) same++;
  const start = same;
  while (same < shorter && a.at(start - same - 1) === b.at(start - same - 1)) same++;
  return Math.max(a.length, b.length) - same;
}
