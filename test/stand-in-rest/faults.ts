/** Network faults for a stand-in's next requests. */
import type { Answer } from './errors.ts';

export interface Fault {
  /** Whether the API carries out the request and only the response fails. */
  readonly done?: boolean;
  /** `reset`: the connection breaks before the answer. `hang`: there is none. Otherwise this answer. */
  readonly instead: 'reset' | 'hang' | Spoiled;
}

/** A response whose body is these pieces; if `cut`, the connection then breaks. */
export interface Spoiled {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly texts: Iterable<string | Uint8Array>;
  readonly cut?: boolean;
  /** The connection stays open after the pieces, without more data. */
  readonly stall?: boolean;
}

/** A complete response instead of the API's. */
export function answerWith({ status, headers, body }: Answer, done = false): Fault {
  const texts = [typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)];
  return { done, instead: { status, texts, ...(headers && { headers }) } };
}

export const reset: Fault = { instead: 'reset' };
export const hang: Fault = { instead: 'hang' };
/** The API carries out the request, but the response is lost. */
export const lostAnswer: Fault = { done: true, instead: 'reset' };
export const cut: Fault = { instead: { status: 200, texts: ['{"entities":[{"uuid"'], cut: true } };
export const endless: Fault = { instead: { status: 200, texts: { [Symbol.iterator]: forever } } };

function* forever(): Generator<string> {
  for (;;) yield ' '.repeat(65_536);
}
