/**
 * Finds the token in what was pasted, so that its content can be shown also where something stands around it or
 * happened to it. Whether that is right is for the findings to say: they are about the text as it was given.
 */
import { TokenError, type TokenTrace, traceToken } from 'accesstoken2';

export interface FoundToken {
  readonly token: string;
  readonly trace: TokenTrace;
}

/** Longer texts are not looked at: the most characters that a payload of 1 MiB can take, and room around it. */
export const LONGEST_TEXT: number = 4 * 1_048_576 + 1024;

export function findToken(text: string): FoundToken | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const tried = new Set<string>();
  for (const way of ways) {
    const token = way(text);
    if (token === undefined || tried.has(token)) continue;
    tried.add(token);
    try {
      return { token, trace: traceToken(token) };
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
    }
  }
  return undefined;
}

/** The nearest first. */
const ways: readonly ((text: string) => string | undefined)[] = [
  (text) => text,
  withoutSpace,
  (text) => tokenIn(withoutSpace(text)),
  (text) => tokenIn(percentDecoded(withoutSpace(text))),
];

function withoutSpace(text: string): string {
  return text.replace(/[\s\u200b-\u200d\u2060\ufeff]+/g, '');
}

/** Too short a run of base64 is none: `007` stands in many a text. */
function tokenIn(text: string): string | undefined {
  return /007[\w+/]{20,}={0,2}/.exec(text)?.[0];
}

export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
