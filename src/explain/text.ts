/**
 * Repairs a text that should be a token: recognises and undoes one kind of damage after another, until it is a token or
 * no rule applies. Every step takes linear time. Messages count characters and never show them.
 */
import { TokenError } from '../errors.ts';
import { VERSION } from '../token/envelope.ts';
import { isHexId } from '../token/options.ts';
import { parseToken } from '../token/parse.ts';
import { finding } from './catalog.ts';
import { readDigits } from './digits.ts';
import type { Finding, FindingCode } from './finding.ts';
import { counted } from './words.ts';

/** A damage that was found: `repaired` is the text without it; undefined if the text contains no token. */
interface Damage {
  readonly message: string;
  readonly repaired?: string;
}

interface Rule {
  readonly code: FindingCode;
  /** Undefined if the text does not have this damage. */
  find(text: string): Damage | undefined;
}

/**
 * A rule that repairs a text. It does not apply if `repair` returns the text unchanged.
 * @__NO_SIDE_EFFECTS__
 */
function undo(code: FindingCode, message: (removed: number) => string, repair: (text: string) => string): Rule {
  return {
    code,
    find(text) {
      const repaired = repair(text);
      return repaired === text ? undefined : { message: message(text.length - repaired.length), repaired };
    },
  };
}

/**
 * A rule for a text that is not a token and cannot be repaired.
 * @__NO_SIDE_EFFECTS__
 */
function recognise(code: FindingCode, message: string, matches: (text: string) => boolean): Rule {
  return { code, find: (text) => (matches(text) ? { message } : undefined) };
}

/** Spaces, line breaks and invisible characters. */
const BLANK: RegExp = /[\s\u00ad\u200b-\u200f\u2060]/g;

/** The characters that end a token in JSON, HTML, a list, a URL or a sentence. */
const TOKEN_END = /["'`<>&,;)}\](]/;

const QUOTES = '"\'`“”‘’„«»,;';

/** In the order in which they are tried: the outermost damage first. */
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

/** More than the damage of any real text: percent-encoding can be nested indefinitely. */
const MAX_ROUNDS = 8;

/** Yields the damage of a text and returns the repaired token; undefined if there is none. */
export function* repairText(token: string): Generator<Finding, string | undefined> {
  let text = token;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (isReadable(text)) return text;
    const damage = firstDamage(text);
    if (damage === undefined) return text;
    yield finding(damage.code, damage.message);
    if (damage.repaired === undefined) return undefined;
    text = damage.repaired;
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
  // Rejects most texts many times faster than the reader does.
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

/** `Bearer 007…`, `token=007…`, `{"token":"007…"}`, `$t$007…`: more than quotes and white space surrounds the token. */
function findSurroundings(text: string): Damage | undefined {
  const start = findTokenStart(text);
  if (start < 0) return undefined;
  const length = text.slice(start).search(TOKEN_END);
  const end = length < 0 ? text.length : start + length;
  const [firstWord = ''] = text.slice(start, end).trim().split(/\s/, 1);
  const inner = isReadable(firstWord) ? firstWord : text.slice(start, end);
  const before = stripQuotes(text.slice(0, start).replace(BLANK, '')).length;
  const after = stripQuotes(text.slice(start + inner.length).replace(BLANK, '')).length;
  if (before + after === 0) return undefined;
  return {
    message: `It is surrounded by other text: ${counted(before, 'character')} before it and ${after} after it.`,
    repaired: inner,
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

/** In a URL or a form, a plus sign means a space, and decoding turned it into one. */
function findLostPlus(text: string): Damage | undefined {
  const inner = text.trim();
  const repaired = inner.replaceAll(' ', '+');
  if (repaired === inner || !isReadable(repaired)) return undefined;
  return { message: `It contains ${counted(inner.split(' ').length - 1, 'space')} instead of plus signs.`, repaired };
}

/** Base64 of the whole token, 007 included. */
function findDoubleEncoding(text: string): Damage | undefined {
  // The base64 of "007" is "MDA3".
  if (!text.startsWith('MDA3')) return undefined;
  const bytes = readDigits(text)?.bytes;
  if (bytes === undefined) return undefined;
  let repaired = '';
  for (const byte of bytes) repaired += String.fromCharCode(byte);
  return { message: 'It is base64-encoded twice.', repaired };
}

/** Mixed alphabets are repaired too. If the token is readable without the characters, they do not belong to it. */
function findUrlSafe(text: string): Damage | undefined {
  const count = text.length - text.replace(/[-_]/g, '').length;
  if (count === 0 || isReadable(text.replace(/[-_]/g, ''))) return undefined;
  return {
    message: `It uses the url-safe base64 alphabet: ${counted(count, 'character')} - or _.`,
    repaired: text.replaceAll('-', '+').replaceAll('_', '/'),
  };
}

/** Base64 makes four characters of three bytes, percent-encoding three of one character; and some text may surround it. */
export function longestText(maxPayload: number): number {
  return 4 * maxPayload + 1024;
}
