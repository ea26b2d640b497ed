/** Guesses the name that was meant by a misspelled one. */

/** The name that was probably meant: one contains the other, or few letters differ. */
export function nearestName(given: string, names: readonly string[]): string | undefined {
  const word = given.toLowerCase();
  let nearest: string | undefined;
  // Longer words may differ in more letters.
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const name of names) {
    const other = name.toLowerCase();
    const isPart = word.length > 2 && (other.includes(word) || word.includes(other));
    const distance = isPart ? Math.min(1, editDistance(word, other)) : editDistance(word, other);
    if (distance < least) {
      least = distance;
      nearest = name;
    }
  }
  return nearest;
}

/** Levenshtein's distance: how many letters must be added, removed or replaced. */
function editDistance(a: string, b: string): number {
  // Nobody meant an option by a longer text.
  if (a.length > 40) return a.length;
  const row = Array.from(`${b}.`, (_, i) => i);
  for (const letter of a) {
    let diagonal = row[0] as number;
    row[0] = diagonal + 1;
    for (let j = 0; j < b.length; j++) {
      const above = row[j + 1] as number;
      row[j + 1] = Math.min(diagonal + +(letter !== b[j]), above + 1, (row[j] as number) + 1);
      diagonal = above;
    }
  }
  return row[b.length] as number;
}
