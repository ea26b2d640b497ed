/** From a text to all that is shown of it. Pure: the clock and the options are arguments. */
import type { ExplainOptions } from 'accesstoken2';
import { type Content, contentOf } from './content.ts';
import { findToken } from './find.ts';
import { type Dump, dumpOf } from './hex-dump.ts';
import { type Timeline, timelineOf } from './timeline.ts';
import { type Judgement, judge } from './verdict.ts';

/** What a text holds, whatever the time is. */
export interface Reading {
  readonly text: string;
  /** The text itself is not the token, but one was found in it. */
  readonly found: boolean;
  /** The bytes of the payload, where there is one. */
  readonly dump?: Dump;
  /** Where the payload can be read to its end. */
  readonly content?: Content;
  readonly timeline?: Timeline;
}

export function read(text: string): Reading {
  const token = findToken(text);
  if (token === undefined) return { text, found: false };
  const { decoded } = token.trace;
  const reading = { text, found: token.token !== text, dump: dumpOf(token.trace) };
  if (decoded === undefined) return reading;
  const content = contentOf(decoded);
  return { ...reading, content, timeline: timelineOf(content) };
}

/** What is to be said about it; `now` in unix seconds. */
export function judgeReading({ text, dump }: Reading, options: ExplainOptions, now: number): Judgement {
  return judge(text, dump !== undefined, options, now);
}

export function inspect(text: string, options: ExplainOptions, now: number): Reading & Judgement {
  const reading = read(text);
  return { ...reading, ...judgeReading(reading, options, now) };
}
