/**
 * Writes strings as literals of a language. Characters that are invisible or change how others are displayed are escaped:
 * controls, white space other than the space, direction marks, unassigned code points.
 */

const VISIBLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

interface Rules {
  readonly quote: string;
  /** Visible characters that must be escaped. */
  readonly special: string;
  /** Escapes one of them. */
  readonly escapeSpecial: (character: string) => string;
  /** Escapes any other character, by its code point. */
  readonly escapePoint: (point: number) => string;
}

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function literal(text: string, { quote, special, escapeSpecial, escapePoint }: Rules): string {
  const characters = [...text].map((character) => {
    if (special.includes(character)) return escapeSpecial(character);
    if (VISIBLE.test(character)) return character;
    return NAMED[character] ?? escapePoint(character.codePointAt(0) ?? 0);
  });
  return quote + characters.join('') + quote;
}

const hex = (point: number, digits: number) => point.toString(16).padStart(digits, '0');
const backslash = (character: string) => `\\${character}`;
const isSurrogate = (point: number) => point >= 0xd800 && point <= 0xdfff;
const shortOrLong = (point: number) => (point > 0xffff ? `\\U${hex(point, 8)}` : `\\u${hex(point, 4)}`);

/** JavaScript, ECMAScript 2015 and later. */
export function javascriptText(text: string): string {
  return literal(text, {
    quote: "'",
    special: "'\\",
    escapeSpecial: backslash,
    escapePoint: (point) => (point > 0xffff ? `\\u{${hex(point, 1)}}` : `\\u${hex(point, 4)}`),
  });
}

/** Python 3. */
export function pythonText(text: string): string {
  return literal(text, { quote: "'", special: "'\\", escapeSpecial: backslash, escapePoint: shortOrLong });
}

/** Go has no escape for lone surrogates. They become U+FFFD; builders refuse them anyway. */
export function goText(text: string): string {
  return literal(text, {
    quote: '"',
    special: '"\\',
    escapeSpecial: backslash,
    escapePoint: (point) => shortOrLong(isSurrogate(point) ? 0xfffd : point),
  });
}

/**
 * A JSON string for use inside single quotes in a shell. It contains neither apostrophes nor pairs of backslashes, so it
 * means the same in every shell with single quotes, fish included.
 */
export function shellJsonText(text: string): string {
  const unit = (code: number) => `\\u${hex(code, 4)}`;
  return literal(text, {
    quote: '"',
    special: `"'\\`,
    escapeSpecial: (character) => unit(character.charCodeAt(0)),
    escapePoint: (point) =>
      String.fromCodePoint(point)
        .split('')
        .map((half) => unit(half.charCodeAt(0)))
        .join(''),
  });
}
