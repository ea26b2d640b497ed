/** Finds the tokens in a pasted text. The library repairs them; this looks for a second one. */
import { type RecoveredToken, recoverToken } from 'accesstoken2/trace';

/** Where a token starts: 007 that does not continue a word, followed by at least as much base64 as a token needs. */
const TOKEN_START = /(?<![\w+/-])(?=007[\w+/-]{20})/;

/** Logs may contain thousands of tokens. The second one of them is of no interest. */
const MAX_SEARCHED = 100_000;

/** The first two different tokens in a text. */
export function findTokens(text: string): readonly RecoveredToken[] {
  const first = recoverToken(text);
  if (first === undefined) return [];
  if (text.length > MAX_SEARCHED || !first.repairs.includes('surrounded')) return [first];
  for (const part of text.split(TOKEN_START)) {
    const other = recoverToken(part);
    if (other !== undefined && other.token !== first.token) return [first, other];
  }
  return [first];
}
