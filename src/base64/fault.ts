/**
 * Why a text is not canonical base64 (RFC 4648 §4), in a person's words. Only refusals come here, so this reads for
 * clarity; `base64.ts` is the fast one. Indices count from 0 in the whole text given, prefix included. A message says
 * what kind of character stands where, never the character.
 */

/** What is wrong. */
export type Base64FaultKind =
  | 'white-space'
  | 'url-safe'
  | 'percent'
  | 'non-ascii'
  | 'foreign'
  | 'padding'
  | 'length'
  | 'trailing-bits';

/** The first thing wrong with a text that should be base64. */
export interface Base64Fault {
  readonly kind: Base64FaultKind;
  /** Where: index in the text. */
  readonly index: number;
  readonly message: string;
}

const FOREIGN_MESSAGES: Readonly<Record<string, string>> = {
  'white-space': 'white space',
  'url-safe': 'a character of the url-safe alphabet, where tokens use the standard one',
  percent: 'a percent sign, as in percent-encoded text',
  'non-ascii': 'a character that is not ASCII',
  foreign: 'a character that is not of the base64 alphabet',
};

/** How much padding may stand behind that many digits, modulo four. One digit is less than a byte. */
const MOST_PADDING: readonly number[] = [0, 0, 2, 1];

function kindOfForeign(unit: number): Base64FaultKind | undefined {
  const character = String.fromCharCode(unit);
  if (/[A-Za-z0-9+/=]/.test(character)) return undefined;
  if (/\s/.test(character)) return 'white-space';
  if (unit > 0x7f) return 'non-ascii';
  if (character === '-' || character === '_') return 'url-safe';
  return character === '%' ? 'percent' : 'foreign';
}

function fault(kind: Base64FaultKind, index: number, what: string): Base64Fault {
  return { kind, index, message: `the base64 text ${what}` };
}

/** The first fault of the base64 in `text`, from index `start` on; undefined if it is canonical. */
export function findBase64Fault(text: string, start = 0): Base64Fault | undefined {
  const end = text.length;
  for (let index = start; index < end; index++) {
    const kind = kindOfForeign(text.charCodeAt(index));
    if (kind) return fault(kind, index, `has ${FOREIGN_MESSAGES[kind]} at index ${index}`);
  }

  let digitsEnd = text.indexOf('=', start);
  if (digitsEnd < 0) digitsEnd = end;
  for (let index = digitsEnd; index < end; index++) {
    if (text.charAt(index) === '=') continue;
    return fault('padding', digitsEnd, `has padding ("=") in the middle, at index ${digitsEnd}`);
  }
  const padding = end - digitsEnd;
  const length = end - start;
  if (padding > (MOST_PADDING[(digitsEnd - start) % 4] ?? 0)) {
    return fault('padding', digitsEnd, `has padding ("=") that does not belong there, at index ${digitsEnd}`);
  }
  if (length % 4 !== 0) {
    const reason = length % 4 === 1 ? 'it was cut' : 'it was cut or its padding ("=") is missing';
    return fault('length', end, `ends at index ${end}; its length, ${length}, is not a multiple of four: ${reason}`);
  }

  const last = digitsEnd - 1;
  if (
    (padding === 2 && !/[AQgw]/.test(text.charAt(last))) ||
    (padding === 1 && !/[AEIMQUYcgkosw048]/.test(text.charAt(last)))
  ) {
    const what = `has bits that are not zero behind its last byte, in the character at index ${last}`;
    return fault('trailing-bits', last, what);
  }
  return undefined;
}
