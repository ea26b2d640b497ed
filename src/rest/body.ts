/** Reads an answer's body, all of it, within a ceiling. */
import { responseError } from './answer.ts';
import type { FetchResponse } from './platform.ts';

/** Far beyond a full page of users. */
const MAX_ANSWER_BYTES = 1_048_576;

declare const TextDecoder: new () => { decode(bytes?: Uint8Array, options?: { stream: boolean }): string };

/** The JSON value of an answer's body; undefined where it is none. */
export async function readBody({ body }: FetchResponse): Promise<unknown> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for (;;) {
    const chunk = (await reader?.read())?.value;
    if (chunk === undefined) return parseJson(text + decoder.decode());
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw responseError('size');
    text += decoder.decode(chunk, { stream: true });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
