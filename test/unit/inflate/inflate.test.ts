/** A stream for each error of inflate, and for each unusual stream that it accepts because zlib does. */
import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../../src/inflate/inflate.ts';
import { refusal } from '../../support/refusal.ts';
import {
  checksum,
  DYNAMIC,
  dynamicHeader,
  FIXED,
  fixedCode,
  LAST,
  NOT_LAST,
  type Piece,
  PLAIN_CODE_LENGTHS,
  packBits,
  plainHeader,
  plainLengths,
  RESERVED,
  STORED,
  zlibStream,
} from './streams.ts';

const CEILING = 1 << 20;
const END = fixedCode(256);
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const text = (stream: Uint8Array) => Buffer.from(inflate(stream, CEILING)).toString('latin1');

function expectRefused(stream: Uint8Array, message: string) {
  expect(refusal(() => inflate(stream, CEILING))).toMatchObject({ code: 'ERR_FORMAT', message });
}

/** Refused here, and by zlib for the given reason, which shows that the stream violates the intended rule. */
function expectCorrupt(stream: Uint8Array, reason: RegExp) {
  expect(() => inflateSync(stream)).toThrow(reason);
  expectRefused(stream, 'the compressed payload is corrupt');
}

function expectTruncated(stream: Uint8Array) {
  expect(() => inflateSync(stream)).toThrow(/unexpected end of file/);
  expectRefused(stream, 'the compressed payload is truncated');
}

function expectTooLarge(stream: Uint8Array, ceiling: number) {
  const message = `the payload is larger than ${ceiling} bytes (maxPayload)`;
  expect(refusal(() => inflate(stream, ceiling))).toMatchObject({ code: 'ERR_LIMIT', message });
}

/** The content, which zlib reads as well. */
function expectContent(stream: Uint8Array, content: string) {
  expect(inflateSync(stream).toString('latin1')).toBe(content);
  expect(text(stream)).toBe(content);
}

const fixed = (...pieces: Piece[]) => packBits([LAST, FIXED, ...pieces]);
const block = (header: readonly Piece[], ...pieces: Piece[]) => packBits([LAST, ...header, ...pieces]);

describe('the header', () => {
  const body = deflateSync('abc').subarray(2);
  const withHeader = (method: number, flags: number) =>
    Uint8Array.from([method, flags + 31 - (((method << 8) | flags) % 31), ...body]);

  it('may name any level and any window up to 32 KiB, however far the distances reach', () => {
    const far = Buffer.concat([Buffer.from('x'.repeat(40)), Buffer.alloc(20_000), Buffer.from('x'.repeat(40))]);
    for (let window = 0; window <= 7; window++) {
      for (const level of [0, 0x40, 0x80, 0xc0]) {
        expectContent(withHeader((window << 4) | 8, level), 'abc');
      }
      const stream = Uint8Array.from(deflateSync(far));
      stream.set(withHeader((window << 4) | 8, 0x80).subarray(0, 2));
      expectContent(stream, far.toString('latin1'));
    }
  });

  it('is refused if its check bits are wrong', () => {
    expectCorrupt(Uint8Array.from([0x78, 0x9d, ...body]), /incorrect header check/);
    expectCorrupt(Uint8Array.from([0x1f, 0x8b, 8, ...body]), /incorrect header check/);
  });

  it('is refused with another method, a larger window, or a preset dictionary', () => {
    expectCorrupt(withHeader(0x79, 0x80), /unknown compression method/);
    expectCorrupt(withHeader(0x70, 0x80), /unknown compression method/);
    expectCorrupt(withHeader(0x88, 0x80), /invalid window size/);
    expectCorrupt(withHeader(0x78, 0xa0), /missing dictionary/i);
  });

  it('is refused as truncated if it is incomplete', () => {
    expectTruncated(new Uint8Array(0));
    expectTruncated(Uint8Array.of(0x78));
  });
});

describe('the end', () => {
  const stream = Uint8Array.from(deflateSync('abc'));

  it('is the checksum of the content', () => {
    for (const back of [1, 2, 3, 4]) {
      const wrong = stream.slice();
      wrong[wrong.length - back]! ^= 0x80;
      expectCorrupt(wrong, /incorrect data check/);
    }
  });

  it('is the end of the input: bytes after it are refused, although zlib ignores them', () => {
    expectRefused(Uint8Array.from([...stream, 0]), 'extra bytes follow the compressed payload');
    expectRefused(Uint8Array.from([...stream, ...stream]), 'extra bytes follow the compressed payload');
    expect(inflateSync(Uint8Array.from([...stream, 0])).toString()).toBe('abc');
  });

  it('pads with zeros, although zlib accepts any bits', () => {
    for (const padding of ['100000', '000001']) {
      const padded = zlibStream(packBits([LAST, FIXED, fixedCode(97), END], padding), bytes('a'));
      expect(inflateSync(padded).toString()).toBe('a');
      expectRefused(padded, 'the compressed payload has padding bits that are not zero');
    }
  });
});

describe('stored blocks', () => {
  const stored = (length: number, complement: number, padding = '00000') =>
    Uint8Array.from([...packBits([LAST, STORED], padding), length, length >> 8, complement, complement >> 8]);

  it('may be empty', () => expectContent(zlibStream(stored(0, 0xffff)), ''));

  it('of 65,535 bytes are read', () => {
    const content = Buffer.alloc(65_535, 'content');
    expectContent(zlibStream(Uint8Array.from([...stored(65_535, 0), ...content]), content), content.toString());
  });

  it('are refused if the length contradicts its complement', () => {
    expectCorrupt(zlibStream(stored(0, 0xfffe)), /invalid stored block lengths/);
    expectCorrupt(zlibStream(stored(1, 0xff)), /invalid stored block lengths/);
  });

  it('pad with zeros, although zlib accepts any bits', () => {
    for (const padding of ['10000', '00001']) {
      expect(inflateSync(zlibStream(stored(0, 0xffff, padding))).length).toBe(0);
      expectRefused(
        zlibStream(stored(0, 0xffff, padding)),
        'the compressed payload has padding bits that are not zero',
      );
    }
  });

  it('are truncated if their bytes are', () => {
    expectTruncated(Uint8Array.from([0x78, 0x9c, ...stored(4, 0xfffb), 1, 2, 3]));
    expectTruncated(Uint8Array.from([0x78, 0x9c, ...stored(4, 0xfffb).subarray(0, 3)]));
  });
});

describe('blocks', () => {
  it('of the reserved type are refused', () => {
    expectCorrupt(zlibStream(packBits([LAST, RESERVED])), /invalid block type/);
  });

  it('may be many, and empty', () => {
    const empty = Array.from({ length: 4000 }, (): Piece[] => [NOT_LAST, FIXED, END]).flat();
    expectContent(zlibStream(packBits([...empty, LAST, FIXED, fixedCode(97), END]), bytes('a')), 'a');
  });

  it('are truncated without a last one', () => {
    expectTruncated(Uint8Array.from([0x78, 0x9c, ...packBits([NOT_LAST, FIXED, fixedCode(97), END])]));
    expectTruncated(Uint8Array.from([0x78, 0x9c]));
  });
});

describe('fixed codes', () => {
  it('cover every literal', () => {
    const all = Uint8Array.from({ length: 256 }, (_, i) => i);
    const stream = zlibStream(fixed(...Array.from(all, (byte) => fixedCode(byte)), END), all);
    expect(inflate(stream, 256)).toEqual(all);
  });

  it('have two length symbols and two distance symbols that are refused', () => {
    for (const symbol of [286, 287]) {
      expectCorrupt(zlibStream(fixed(fixedCode(97), fixedCode(symbol), '00000', END)), /invalid literal\/length code/);
    }
    for (const symbol of ['11110', '11111']) {
      expectCorrupt(zlibStream(fixed(fixedCode(97), fixedCode(257), symbol, END)), /invalid distance code/);
    }
  });

  it('copy matches that overlap themselves, and the longest match by either symbol', () => {
    expectContent(zlibStream(fixed(fixedCode(97), fixedCode(257), '00000', END), bytes('aaaa')), 'aaaa');
    const longest = 'a'.repeat(259);
    expectContent(zlibStream(fixed(fixedCode(97), fixedCode(285), '00000', END), bytes(longest)), longest);
    expectContent(zlibStream(fixed(fixedCode(97), fixedCode(284), [31, 5], '00000', END), bytes(longest)), longest);
  });

  it('are refused with a distance beyond what has been written', () => {
    expectCorrupt(zlibStream(fixed(fixedCode(257), '00000', END)), /invalid distance too far back/);
    expectCorrupt(zlibStream(fixed(fixedCode(97), fixedCode(257), '00001', END)), /invalid distance too far back/);
    expectContent(
      zlibStream(fixed(fixedCode(97), fixedCode(98), fixedCode(257), '00001', END), bytes('ababa')),
      'ababa',
    );
  });
});

describe('dynamic codes', () => {
  it('have at most 286 literal and length symbols and 30 distance symbols', () => {
    expectCorrupt(
      zlibStream(block(plainHeader({ 256: 1 }, {}, { literals: 287 }))),
      /too many length or distance symbols/,
    );
    expectCorrupt(
      zlibStream(block(plainHeader({ 256: 1 }, {}, { distances: 31 }))),
      /too many length or distance symbols/,
    );
    const most = plainHeader({ 97: 1, 256: 2, 285: 2 }, { 0: 1, 29: 1 }, { literals: 286, distances: 30 });
    expectContent(zlibStream(block(most, '0', '11', '0', '10'), bytes('a'.repeat(259))), 'a'.repeat(259));
  });

  it('need a complete code length code', () => {
    const header = (codeLengths: Record<number, number>) => block(dynamicHeader({}, codeLengths, ['0'.repeat(300)]));
    expectCorrupt(zlibStream(header({ 0: 1, 1: 1, 2: 1 })), /invalid code lengths set/);
    expectCorrupt(zlibStream(header({ 0: 1 })), /invalid code lengths set/);
    expectCorrupt(zlibStream(header({ 0: 2, 1: 2, 2: 2 })), /invalid code lengths set/);
    // zlib waits for the first symbol of an empty code, and so notices later.
    expectCorrupt(zlibStream(header({})), /missing end-of-block/);
  });

  it('must not repeat a length before the first, nor beyond the last', () => {
    const codeLengths = { 0: 2, 1: 2, 16: 2, 18: 2 };
    expectCorrupt(
      zlibStream(block(dynamicHeader({}, codeLengths, ['10', [0, 2], '0'.repeat(99)]))),
      /invalid bit length repeat/,
    );
    const zeros: Piece[] = ['11', [127, 7], '11', [107, 7]];
    for (const [repeat, count] of [
      ['10', 2],
      ['11', 7],
    ] as const) {
      const lengths: Piece[] = [...zeros, '01', repeat, [0, count], '0'.repeat(99)];
      expectCorrupt(zlibStream(block(dynamicHeader({}, codeLengths, lengths))), /invalid bit length repeat/);
    }
  });

  it('must not repeat a length one beyond the last', () => {
    // 256 zeros, the length 1 for the end of the block, and three more where two distances are left.
    const lengths: Piece[] = ['11', [127, 7], '11', [107, 7], '0', '10', [0, 2], '0'];
    const header = dynamicHeader({ distances: 2 }, { 1: 1, 16: 2, 18: 2 }, lengths);
    expectCorrupt(zlibStream(block(header)), /invalid bit length repeat/);
  });

  it('may repeat across the border between literals and distances', () => {
    // 256 zeros; the length 1 for the end of the block; three more: distances 0 and 1 … but not a third.
    const codeLengths = { 1: 1, 16: 2, 18: 2 };
    const lengths: Piece[] = ['11', [127, 7], '11', [107, 7], '0', '10', [0, 2]];
    const stream = block(dynamicHeader({ literals: 258, distances: 2 }, codeLengths, lengths), '0');
    expectContent(zlibStream(stream), '');
  });

  it('may repeat a length up to six times', () => {
    // 249 zeros, then eight times 3: one, six more, one. No distance.
    const lengths: Piece[] = ['0', [127, 7], '0', [100, 7], '10', '111', [3, 2], '10', '110'];
    const header = dynamicHeader({}, { 18: 1, 3: 2, 0: 3, 16: 3 }, lengths);
    const content = Uint8Array.of(249, 255);
    expect(inflate(zlibStream(block(header, '000', '110', '111'), content), 2)).toEqual(content);
  });

  it('need a code for the end of the block', () => {
    expectCorrupt(zlibStream(block(plainHeader({ 97: 1, 98: 1 }, {}))), /missing end-of-block/);
    expectCorrupt(zlibStream(block(plainHeader({}, {}))), /missing end-of-block/);
  });

  it('must be complete', () => {
    expectCorrupt(zlibStream(block(plainHeader({ 97: 1, 98: 1, 256: 1 }, {}))), /invalid literal\/lengths set/);
    expectCorrupt(zlibStream(block(plainHeader({ 97: 1, 256: 2 }, {}))), /invalid literal\/lengths set/);
    expectCorrupt(zlibStream(block(plainHeader({ 256: 2 }, {}))), /invalid literal\/lengths set/);
    expectCorrupt(
      zlibStream(block(plainHeader({ 97: 1, 256: 1 }, { 0: 1, 1: 1, 2: 1 }, { distances: 3 }))),
      /invalid distances set/,
    );
    expectCorrupt(
      zlibStream(block(plainHeader({ 97: 1, 256: 1 }, { 0: 2, 1: 1 }, { distances: 2 }))),
      /invalid distances set/,
    );
    expectCorrupt(zlibStream(block(plainHeader({ 97: 1, 256: 1 }, { 0: 2 }))), /invalid distances set/);
  });

  it('may be a single literal code of one bit, whose other bit is refused', () => {
    expectContent(zlibStream(block(plainHeader({ 256: 1 }, {}), '0')), '');
    expectCorrupt(zlibStream(block(plainHeader({ 256: 1 }, {}), '1', '0'.repeat(30))), /invalid literal\/length code/);
  });

  it('may have one distance code of one bit, whose other bit is refused', () => {
    const header = plainHeader({ 97: 1, 256: 2, 257: 2 }, { 0: 1 }, { literals: 258 });
    expectContent(zlibStream(block(header, '0', '11', '0', '10'), bytes('aaaa')), 'aaaa');
    expectCorrupt(zlibStream(block(header, '0', '11', '1', '10', '0'.repeat(30))), /invalid distance code/);
  });

  it('may have no distance code at all, and then no match', () => {
    const header = plainHeader({ 97: 1, 256: 2, 257: 2 }, {}, { literals: 258 });
    expectContent(zlibStream(block(header, '0', '10'), bytes('a')), 'a');
    expectCorrupt(zlibStream(block(header, '0', '11', '0', '10', '0'.repeat(30))), /invalid distance code/);
  });

  it('may be 15 bits long', () => {
    const lengths = Object.fromEntries(Array.from({ length: 14 }, (_, i) => [97 + i, i + 1]));
    const header = plainHeader({ ...lengths, 120: 15, 256: 15 }, {});
    const code = (ones: number) => `${'1'.repeat(ones)}0`;
    const pieces = [0, 8, 9, 13].map(code);
    expectContent(zlibStream(block(header, ...pieces, `${'1'.repeat(14)}0`, '1'.repeat(15)), bytes('aijnx')), 'aijnx');
  });

  it('may be 15 bits long with 13 extra bits, at any bit offset', () => {
    const distances = Object.fromEntries(Array.from({ length: 14 }, (_, symbol) => [symbol, symbol + 1]));
    const counts = { literals: 286, distances: 30 };
    const header = plainHeader({ 97: 1, 256: 2, 285: 2 }, { ...distances, 28: 15, 29: 15 }, counts);
    const matches = Array.from({ length: 96 }, (): Piece[] => ['11', '0']).flat();
    for (let before = 1; before <= 8; before++) {
      const far: Piece[] = ['11', '1'.repeat(15), [100, 13]];
      const stream = block(header, '0'.repeat(before), ...matches, ...far, '10');
      const content = 'a'.repeat(before + 97 * 258);
      expectContent(zlibStream(stream, bytes(content)), content);
    }
  });

  it('are truncated wherever they are cut', () => {
    const stream = zlibStream(
      block(plainHeader({ 97: 1, 256: 2, 257: 2 }, { 0: 1 }, { literals: 258 }), '0', '11', '0', '10'),
      bytes('aaaa'),
    );
    for (let length = 0; length < stream.length; length++) expectTruncated(stream.slice(0, length));
  });
});

describe('the limit', () => {
  it('is the size of the content, to the byte, for each kind of block', () => {
    for (const content of [bytes('abcabcabcabcabc'), new Uint8Array(9000), bytes('token '.repeat(2000))]) {
      for (const level of [0, 6]) {
        const stream = deflateSync(content, { level });
        expect(inflate(stream, content.length)).toEqual(content);
        expectTooLarge(stream, content.length - 1);
        expectTooLarge(stream, 0);
      }
    }
    expect(inflate(deflateSync(''), 0)).toEqual(new Uint8Array(0));
  });

  it('stops a zip bomb without decompressing it', () => {
    const bomb = deflateSync(Buffer.alloc(200_000_000), { level: 9 });
    const before = process.memoryUsage().arrayBuffers;
    expectTooLarge(bomb, 1 << 20);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 << 20);
  });
});

describe('results', () => {
  it('are new arrays', () => {
    const first = inflate(deflateSync('first'), CEILING);
    const second = inflate(deflateSync('other'), CEILING);
    expect(Buffer.from(first).toString()).toBe('first');
    expect(second.buffer).not.toBe(first.buffer);
    expect(first.buffer.byteLength).toBe(5);
  });

  it('do not depend on an earlier refusal', () => {
    const good = deflateSync('token '.repeat(30));
    for (let length = 0; length < good.length; length++) {
      expectTruncated(good.subarray(0, length));
      expect(text(good)).toBe('token '.repeat(30));
    }
  });
});

it('the helpers produce valid zlib streams', () => {
  expect([...checksum(bytes('abc'))]).toEqual([...deflateSync('abc').subarray(-4)]);
  expect(DYNAMIC).toEqual([2, 2]);
  expect(plainLengths(2, { 1: 5 })).toEqual(['0000', '0101']);
  expect(Object.keys(PLAIN_CODE_LENGTHS)).toHaveLength(16);
});
