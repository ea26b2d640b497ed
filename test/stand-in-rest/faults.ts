/** What can go wrong on the way, to be handed to a stand-in for its next requests. */
import type { Answer } from './errors.ts';

export interface Fault {
  /** Whether the API does what it was asked, and only the answer goes wrong. */
  readonly done?: boolean;
  /** `reset`: the connection breaks before the answer. `hang`: there is none. Otherwise this answer. */
  readonly instead: 'reset' | 'hang' | Spoiled;
}

/** An answer whose body is these pieces, after which the connection breaks if it is cut. */
export interface Spoiled {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly texts: Iterable<string | Uint8Array>;
  readonly cut?: boolean;
  /** Nothing comes after the pieces, and the connection stays open. */
  readonly stall?: boolean;
}

/** A whole answer in place of the API's. */
export function answerWith({ status, headers, body }: Answer, done = false): Fault {
  const texts = [typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)];
  return { done, instead: { status, texts, ...(headers && { headers }) } };
}

export const reset: Fault = { instead: 'reset' };
export const hang: Fault = { instead: 'hang' };
/** The API does its work, and nobody hears of it. */
export const lostAnswer: Fault = { done: true, instead: 'reset' };
export const cut: Fault = { instead: { status: 200, texts: ['{"entities":[{"uuid"'], cut: true } };
export const endless: Fault = { instead: { status: 200, texts: { [Symbol.iterator]: forever } } };

function* forever(): Generator<string> {
  for (;;) yield ' '.repeat(65_536);
}
