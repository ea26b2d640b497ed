/** From a text to everything that is shown of it. Pure: the clock and the options are arguments. */
import type { ExplainOptions, FindingCode } from 'accesstoken2';
import { type Content, contentOf, type Value } from './content.ts';
import { findTokens } from './find.ts';
import { type Dump, dumpOf } from './hex-dump.ts';
import { readPrefix } from './prefix.ts';
import { type Timeline, timelineOf } from './timeline.ts';
import { type Judgement, judge } from './verdict.ts';

/** The part of the result that does not depend on the time. */
export interface Reading {
  readonly text: string;
  /** The token in the text, repaired if necessary; undefined if there is none. */
  readonly token?: string;
  /** What had to be repaired, as codes of findings. */
  readonly repairs: readonly FindingCode[];
  /** A second token in the text. */
  readonly other?: string;
  readonly dump?: Dump;
  /** Present if the whole payload is readable. */
  readonly content?: Content;
  readonly timeline?: Timeline;
  /** The fields of a payload that is not readable to its end. */
  readonly prefix?: readonly Value[];
}

export function read(text: string): Reading {
  const [first, second] = findTokens(text);
  if (first === undefined) return { text, repairs: [] };
  const { token, repairs, decoded } = first;
  const reading = { text, token, repairs, dump: dumpOf(first), ...(second && { other: second.token }) };
  if (decoded === undefined) return { ...reading, prefix: readPrefix(first) };
  const content = contentOf(decoded);
  return { ...reading, content, timeline: timelineOf(content) };
}

/** `now` is in unix seconds. */
export function inspect(text: string, options: ExplainOptions, now: number): Reading & Judgement {
  const reading = read(text);
  return { ...reading, ...judge(reading, options, now) };
}
