/** The readable part of a stream that `inflate` refuses. */
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflatePrefix } from '../../../src/inflate/inflate-prefix.ts';
import { expectRefusal } from '../../support/refusal.ts';
import { FIXED, fixedCode, LAST, packBits, zlibStream } from './streams.ts';

const content = Buffer.from('What is signed is kept and reported, what is unsigned is refused; is kept, is refused.');
const streams = {
  stored: deflateSync(content, { level: 0 }),
  fixed: deflateSync(content, { strategy: 4 }),
  dynamic: deflateSync(Buffer.concat(Array.from({ length: 40 }, (_, i) => Buffer.from(`${content}${i}`)))),
};
const CHECKSUM = 4;

describe.each(Object.entries(streams))('a stream of a %s block', (kind, stream) => {
  const whole = inflatePrefix(stream, 10_000);

  it('is read whole, and its end is found', () => {
    expect(whole).toMatchObject({ blocksEnd: stream.length - CHECKSUM, isPaddingZero: true, missing: 0 });
    expect(Buffer.from(whole.bytes).subarray(0, content.length)).toEqual(content);
  });

  it('is read whole without its checksum, and with a wrong one', () => {
    for (let cut = 1; cut <= CHECKSUM; cut++) {
      expect(inflatePrefix(stream.subarray(0, -cut), 10_000)).toEqual({ ...whole, missing: cut });
    }
    expect(inflatePrefix(Buffer.concat([stream.subarray(0, -CHECKSUM), Buffer.alloc(9)]), 10_000)).toEqual(whole);
  });

  it('returns the bytes before the end of a truncated stream', () => {
    let least = 0;
    for (let length = 0; length < stream.length - CHECKSUM; length++) {
      const { bytes, blocksEnd, missing } = inflatePrefix(stream.subarray(0, length), 10_000);
      expect(blocksEnd).toBeUndefined();
      expect(Buffer.from(bytes)).toEqual(Buffer.from(whole.bytes.subarray(0, bytes.length)));
      expect(bytes.length).toBeGreaterThanOrEqual(least);
      least = bytes.length;
      // Only a stored block says beforehand how long it is: its header ends at index 7.
      expect(missing).toBe(kind === 'stored' && length >= 7 ? stream.length - length : undefined);
    }
    expect(least).toBeGreaterThan(whole.bytes.length - 300);
  });
});

it('after a stored block that is not the last, the missing length is unknown', () => {
  const stream = Buffer.from(streams.stored);
  stream[2] = 0;
  expect(inflatePrefix(stream.subarray(0, 20), 10_000)).toMatchObject({ blocksEnd: undefined, missing: undefined });
});

it('non-zero padding bits are reported', () => {
  const blocks = packBits([LAST, FIXED, fixedCode(97), fixedCode(256)], '1111111');
  const stream = zlibStream(blocks, Buffer.from('a'));
  expect(inflatePrefix(stream, 9)).toMatchObject({ blocksEnd: stream.length - CHECKSUM, isPaddingZero: false });
});

it('malformed blocks and those over the limit are refused', () => {
  expectRefusal(() => inflatePrefix(Uint8Array.of(0x78, 0x9c, 0x07), 10_000), 'ERR_FORMAT');
  expectRefusal(() => inflatePrefix(Uint8Array.of(1, 2, 3), 10_000), 'ERR_FORMAT');
  for (const stream of Object.values(streams)) expectRefusal(() => inflatePrefix(stream, 50), 'ERR_LIMIT');
});
