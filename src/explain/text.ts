/**
 * What happened to a text that should be a token: one kind of damage after the other is recognised and undone, until it
 * is a token or nothing helps. Every step is linear in the text. Messages count characters and never show them.
 */
import { TokenError } from '../errors.ts';
import { VERSION } from '../token/envelope.ts';
import { isHexId } from '../token/options.ts';
import { parseToken } from '../token/parse.ts';
import { finding } from './catalog.ts';
import { readDigits } from './digits.ts';
import type { Finding, FindingCode } from './finding.ts';
import { counted } from './words.ts';

/** One kind of damage: `mended` is the text without it; undefined if the text contains no token. */
interface Damage {
  readonly message: string;
  readonly mended?: string;
}

interface Rule {
  readonly code: FindingCode;
  /** Undefined if this is not what happened. */
  find(text: string): Damage | undefined;
}

/**
 * A rule that changes a text, or leaves it as it is.
 * @__NO_SIDE_EFFECTS__
 */
function undo(code: FindingCode, message: (removed: number) => string, mend: (text: string) => string): Rule {
  return {
    code,
    find(text) {
      const mended = mend(text);
      return mended === text ? undefined : { message: message(text.length - mended.length), mended };
    },
  };
}

/**
 * A rule that recognises what is not a token.
 * @__NO_SIDE_EFFECTS__
 */
function recognise(code: FindingCode, message: string, matches: (text: string) => boolean): Rule {
  return { code, find: (text) => (matches(text) ? { message } : undefined) };
}

/** Spaces, line breaks and invisible characters. */
const BLANK: RegExp = /[\s\u00ad\u200b-\u200f\u2060]/g;

/** What ends a token in a larger text: JSON, HTML, a list, a URL, a sentence. */
const TOKEN_END = /["'`<>&,;)}\](]/;

const QUOTES = '"\'`“”‘’„«»,;';

/** In the order in which they are tried: the outermost comes first. */
const rules: readonly Rule[] = [
  undo('escaped', (count) => `It contains escapes of JSON or HTML: ${counted(count, 'character')}.`, unescapeText),
  undo(
    'percent-encoded',
    (count) => `It is percent-encoded: ${counted(count / 2, 'character')} as % and two digits.`,
    (text) => text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
  ),
  recognise('jwt', 'This is a JSON Web Token, not an Agora token.', (text) =>
    /(^|[^\w-])eyJ[\w-]+\.[\w-]+\.[\w-]*/.test(text),
  ),
  { code: 'surrounded', find: findSurroundings },
  { code: 'plus-as-space', find: findLostPlus },
  undo(
    'white-space',
    (count) => `It contains ${counted(count, 'white-space or invisible character')}.`,
    (text) => text.replace(BLANK, ''),
  ),
  undo('quoted', (count) => `It is surrounded by quotes or commas: ${counted(count, 'character')}.`, stripQuotes),
  recognise('empty', 'The text is empty.', (text) => text === ''),
  recognise('hex-id', 'These 32 hexadecimal digits are an app ID or a certificate, not a token.', isHexId),
  {
    code: 'old-version',
    find: (text) =>
      /^00[3-6]/.test(text) ? { message: `It begins with ${text.slice(0, 3)}: an older format.` } : undefined,
  },
  recognise('chat-server-token', 'This is a token of the Chat server (YWMt…), not a 007 token.', (text) =>
    text.startsWith('YWMt'),
  ),
  { code: 'encoded-twice', find: findDoubleEncoding },
  recognise('cut-off', 'It contains an ellipsis where a part was left out.', (text) => /…|\.\.\./.test(text)),
  undo(
    'prefix-twice',
    () => `It begins with ${VERSION}${VERSION}.`,
    (text) => text.replace(/^(?:007)+(?=007)/, ''),
  ),
  undo(
    'prefix-missing',
    () => `It is a token without its ${VERSION}.`,
    (text) => (isReadable(VERSION + text) ? VERSION + text : text),
  ),
  recognise('not-a-token', 'It does not begin with 007 and contains no token.', (text) => !text.startsWith(VERSION)),
  { code: 'url-safe', find: findUrlSafe },
  undo(
    'foreign-characters',
    (count) => `It contains ${counted(count, 'character')} outside the base64 alphabet.`,
    (text) => text.replace(/[^A-Za-z0-9+/=]/g, ''),
  ),
];

/** More damage than any real text has; percent-encoding can be nested without end. */
const MAX_ROUNDS = 8;

/** Yields what happened to the text and returns the token that is left, if there is one. */
export function* mendText(token: string): Generator<Finding, string | undefined> {
  let text = token;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (isReadable(text)) return text;
    const happened = firstDamage(text);
    if (happened === undefined) return text;
    yield finding(happened.code, happened.message);
    if (happened.mended === undefined) return undefined;
    text = happened.mended;
  }
  yield finding('not-a-token', 'It is encoded more than eight times.');
  return undefined;
}

function firstDamage(text: string): (Damage & { code: FindingCode }) | undefined {
  for (const { code, find } of rules) {
    const damage = find(text);
    if (damage !== undefined) return { code, ...damage };
  }
  return undefined;
}

/** Whether the strict reader accepts it. */
export function isReadable(text: string): boolean {
  // Rejects most texts many times faster than the reader, which looks for a reason.
  if (!/^007[A-Za-z0-9+/]*={0,2}$/.test(text)) return false;
  try {
    parseToken(text, {});
    return true;
  } catch (error) {
    if (error instanceof TokenError) return false;
    throw error;
  }
}

const HTML_ENTITIES: Readonly<Record<string, string | undefined>> = {
  quot: '"',
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
};
const CONTROL_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Undoes `\/`, `\u002b`, `\x2b`, `\n`, `&#43;`, `&#x2b;` and `&quot;`. */
function unescapeText(text: string): string {
  return text
    .replace(/\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))/g, (_, unit, byte, character) =>
      character === undefined
        ? String.fromCharCode(Number.parseInt(unit ?? byte, 16))
        : (CONTROL_ESCAPES[character] ?? character),
    )
    .replace(
      /&(?:#x([0-9A-Fa-f]{1,4})|#([0-9]{1,4})|(quot|apos|amp|lt|gt));/g,
      (_, hex, decimal, name) =>
        HTML_ENTITIES[name] ?? String.fromCharCode(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    );
}

function stripQuotes(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && QUOTES.includes(text.charAt(start))) start++;
  while (end > start && QUOTES.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** `Bearer 007…`, `token=007…`, `{"token":"007…"}`, `$t$007…`: more than quotes and white space around it. */
function findSurroundings(text: string): Damage | undefined {
  const start = findTokenStart(text);
  if (start < 0) return undefined;
  const behind = text.slice(start).search(TOKEN_END);
  const end = behind < 0 ? text.length : start + behind;
  const [firstWord = ''] = text.slice(start, end).trim().split(/\s/, 1);
  const inner = isReadable(firstWord) ? firstWord : text.slice(start, end);
  const before = stripQuotes(text.slice(0, start).replace(BLANK, '')).length;
  const after = stripQuotes(text.slice(start + inner.length).replace(BLANK, '')).length;
  if (before + after === 0) return undefined;
  return {
    message: `It is surrounded by other text: ${counted(before, 'character')} before it and ${after} after it.`,
    mended: inner,
  };
}

/** The index of a 007 that begins a word and is followed by a base64 character; -1 if there is none. */
function findTokenStart(text: string): number {
  for (let at = text.indexOf(VERSION); at >= 0; at = text.indexOf(VERSION, at + 1)) {
    const isWordStart = at === 0 || !/[A-Za-z0-9+/_-]/.test(text.charAt(at - 1));
    if (isWordStart && /[A-Za-z0-9+/]/.test(text.charAt(at + VERSION.length))) return at;
  }
  return -1;
}

/** In a URL or a form, a plus sign means a space, and decoding made it one. */
function findLostPlus(text: string): Damage | undefined {
  const inner = text.trim();
  const mended = inner.replaceAll(' ', '+');
  if (mended === inner || !isReadable(mended)) return undefined;
  return { message: `It contains ${counted(inner.split(' ').length - 1, 'space')} instead of plus signs.`, mended };
}

/** Base64 of the whole token, 007 included. */
function findDoubleEncoding(text: string): Damage | undefined {
  // "007" is "MDA3", so that every such text begins with it.
  if (!text.startsWith('MDA3')) return undefined;
  const bytes = readDigits(text)?.bytes;
  if (bytes === undefined) return undefined;
  let mended = '';
  for (const byte of bytes) mended += String.fromCharCode(byte);
  return { message: 'It is base64-encoded twice.', mended };
}

/** Mixed alphabets are repaired too. If removing the characters gives a token, they are not of the url-safe alphabet. */
function findUrlSafe(text: string): Damage | undefined {
  const count = text.length - text.replace(/[-_]/g, '').length;
  if (count === 0 || isReadable(text.replace(/[-_]/g, ''))) return undefined;
  return {
    message: `It uses the url-safe base64 alphabet: ${counted(count, 'character')} - or _.`,
    mended: text.replaceAll('-', '+').replaceAll('_', '/'),
  };
}

/** Base64 makes four characters of three bytes, and percent-encoding three of one; then there is room around it. */
export function longestText(maxPayload: number): number {
  return 4 * maxPayload + 1024;
}
