/**
 * Writes strings as literals. Characters that are invisible or change how others are displayed are escaped: controls,
 * white space other than the space, direction marks, unassigned code points.
 */

const VISIBLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** A JavaScript string in single quotes. */
export function javascriptText(text: string): string {
  return `'${escapeText(text, "'\\", (character) => `\\${character}`)}'`;
}

/**
 * A JSON string for use inside single quotes in a shell. It contains neither apostrophes nor pairs of backslashes, so it
 * means the same in every shell with single quotes, fish included.
 */
export function shellJsonText(text: string): string {
  return `"${escapeText(text, `"'\\`, unicodeEscape)}"`;
}

/** `special` are the visible characters that must be escaped too. */
function escapeText(text: string, special: string, escapeSpecial: (character: string) => string): string {
  return [...text]
    .map((character) => {
      if (special.includes(character)) return escapeSpecial(character);
      return VISIBLE.test(character) ? character : unicodeEscape(character);
    })
    .join('');
}

/** `\u` escapes, one per UTF-16 code unit: what JavaScript and JSON have in common. */
function unicodeEscape(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
