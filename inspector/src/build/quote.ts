/** Strings and data as literals. Characters outside printable ASCII are escaped: they may be invisible or right-to-left. */

/** JSON for code. Controls are escaped by `JSON.stringify`, everything else here. */
export function codeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/[\u007f-\uffff]/g, escapeUnit);
}

/**
 * A JSON string for use inside single quotes in a shell. It contains neither apostrophes nor pairs of backslashes, so it
 * means the same in every shell with single quotes, fish included.
 */
export function shellJsonText(text: string): string {
  return `"${text.replace(/[^ !#-&(-[\]-~]/g, escapeUnit)}"`;
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
