/** Times as text, and the timeline. */
import { decodeToken } from 'accesstoken2';
import { describe, expect, it } from 'vitest';
import { formatDuration, formatRelative, formatTime } from '../src/texts/format.ts';
import { contentOf } from '../src/token/content.ts';
import { markerOf, type Timeline, timelineOf } from '../src/token/timeline.ts';
import { tokenOf } from './support/tokens.ts';

describe('a moment', () => {
  it.each([
    [0, 0, '1970-01-01 00:00:00 UTC'],
    [1_700_000_000, 60, '2023-11-14 23:13:20 UTC+1'],
    [1_700_000_000, -210, '2023-11-14 18:43:20 UTC−3:30'],
    [2 * 0xffff_ffff, 0, '2242-03-16 12:56:30 UTC'],
  ])('%d with an offset of %d minutes is %s', (at, offset, expected) => {
    expect(formatTime(at, offset)).toBe(expected);
  });
});

describe('a duration', () => {
  it.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [59, '59 seconds'],
    [3600, '1 hour'],
    [3599, '59 minutes 59 seconds'],
    [90_061, '1 day 1 hour'],
    [86_401, '1 day'],
    [0xffff_ffff, '136 years 36 days'],
  ])('of %d seconds is %s', (seconds, expected) => {
    expect(formatDuration(seconds)).toBe(expected);
  });

  it('is relative to now: ahead, in the past, or now', () => {
    expect([60, -60, 0].map(formatRelative)).toEqual(['in 1 minute', '1 minute ago', 'now']);
  });
});

describe('the timeline', () => {
  function lineOf(...services: Parameters<typeof tokenOf>[0]): Timeline {
    return timelineOf(contentOf(decodeToken(tokenOf(services))));
  }

  it('puts the token and each privilege on one axis, from the issue to the last expiry', () => {
    const line = lineOf({
      service: 'rtc',
      channelName: 'lobby',
      uid: 1,
      privileges: { joinChannel: 0, publishAudio: 1800, publishVideo: 7200 },
    });
    expect([line.start, line.end, line.omitted]).toEqual([1_700_000_000, 1_700_007_200, 0]);
    expect(line.bars.map(({ privilege, width, effective }) => [privilege, width, effective])).toEqual([
      ['', 0.5, 0.5],
      ['joinChannel', 0.5, 0.5],
      ['publishAudio', 0.25, 0.25],
      ['publishVideo', 1, 0.5],
    ]);
  });

  it('clamps the marker to its ends', () => {
    const line = lineOf({ service: 'fpa', privileges: { login: 0 } });
    expect([-1, 0, 1800, 3599, 3600, 1e9].map((after) => markerOf(line, 1_700_000_000 + after))).toEqual([
      { at: 0, place: 'before' },
      { at: 0, place: 'within' },
      { at: 0.5, place: 'within' },
      { at: 3599 / 3600, place: 'within' },
      { at: 1, place: 'after' },
      { at: 1, place: 'after' },
    ]);
  });

  it('of a token with a lifetime of 0 has no length, and never yields NaN', () => {
    const line = { start: 5, end: 5, bars: [], omitted: 0 };
    expect([4, 5, 6].map((now) => markerOf(line, now).at)).toEqual([0, 1, 1]);
  });
});
