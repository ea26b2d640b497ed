import { describe, expect, it } from 'vitest';
import { Path } from '../../../src/path.ts';
import { type Codec, i16, list, map, struct, text, u16, u32 } from '../../../src/wire/codecs.ts';
import { Reader } from '../../../src/wire/reader.ts';
import { Writer } from '../../../src/wire/writer.ts';
import { expectRefusal, refusal } from '../../support/refusal.ts';

function write<In>(codec: Codec<In>, value: In, maxBytes = 1_000_000): string {
  const writer = new Writer(maxBytes);
  writer.path.enter('field');
  codec.write(writer, value);
  return Buffer.from(writer.written).toString('hex');
}

function read<In, Out extends In>(codec: Codec<In, Out>, hex: string): Out {
  const reader = new Reader(Buffer.from(hex, 'hex'));
  reader.path.enter('field');
  return codec.read(reader);
}

describe('integers are little-endian', () => {
  it.each([
    ['u16', u16, 0, '0000'],
    ['u16', u16, 0x1234, '3412'],
    ['u16', u16, 0xffff, 'ffff'],
    ['u32', u32, 0, '00000000'],
    ['u32', u32, 0x12345678, '78563412'],
    ['u32', u32, 0xffffffff, 'ffffffff'],
    ['i16', i16, -1, 'ffff'],
    ['i16', i16, -32768, '0080'],
    ['i16', i16, 32767, 'ff7f'],
  ] as const)('%s %# %d', (_, codec, value, hex) => {
    expect(write(codec, value)).toBe(hex);
    expect(read(codec, hex)).toBe(value);
  });

  it.each([
    ['u16', u16, [-1, 65536, 1.5, Number.NaN, Number.POSITIVE_INFINITY]],
    ['u32', u32, [-1, 4294967296, 0.5, Number.NaN, Number.NEGATIVE_INFINITY]],
    ['i16', i16, [-32769, 32768, -0.5, Number.NaN]],
  ] as const)('%s refuses values out of range', (_, codec, values) => {
    for (const value of values) expectRefusal(() => write(codec, value), 'ERR_INPUT', 'field');
  });

  it.each([undefined, null, '1', true, 1n, {}, []])('refuse %o', (value) => {
    for (const codec of [u16, u32, i16]) expectRefusal(() => write(codec, value as never), 'ERR_INPUT', 'field');
  });

  it('are refused if truncated', () => {
    expectRefusal(() => read(u16, '00'), 'ERR_FORMAT', 'field');
    expectRefusal(() => read(u32, '000000'), 'ERR_FORMAT', 'field');
    expectRefusal(() => read(i16, ''), 'ERR_FORMAT', 'field');
  });
});

describe('text', () => {
  it.each([
    ['', '0000'],
    ['abc', '0300616263'],
    ['é', '0200c3a9'],
    ['😀', '0400f09f9880'],
    ['\ufeff', '0300efbbbf'],
    ['\0', '010000'],
  ])('%j is its byte length and its UTF-8', (value, hex) => {
    expect(write(text, value)).toBe(hex);
    expect(read(text, hex)).toBe(value);
  });

  it('has at most 65,535 bytes', () => {
    const longest = `${'é'.repeat(32767)}a`;
    expect(read(text, write(text, longest))).toBe(longest);
    expectRefusal(() => write(text, `${longest}a`), 'ERR_INPUT', 'field');
    expectRefusal(() => write(text, 'x'.repeat(65_536)), 'ERR_INPUT', 'field');
  });

  it('refuses a lone surrogate, and values that are not strings', () => {
    for (const value of ['\ud800', 'a\udc00b', '\ude00\ud83d']) {
      expectRefusal(() => write(text, value), 'ERR_INPUT', 'field');
    }
    for (const value of [undefined, null, 1, ['a'], new String('a')]) {
      expectRefusal(() => write(text, value as never), 'ERR_INPUT', 'field');
    }
  });

  it('refuses invalid UTF-8, and fewer bytes than stated', () => {
    for (const hex of ['0100ff', '0200c080', '0300eda080', '0100c3']) {
      expectRefusal(() => read(text, hex), 'ERR_FORMAT', 'field');
    }
    expectRefusal(() => read(text, '030061'), 'ERR_FORMAT', 'field');
    expectRefusal(() => read(text, 'ffff61'), 'ERR_FORMAT', 'field');
  });
});

describe('list', () => {
  it('keeps order, duplicates and empty strings', () => {
    const items = ['b', '', 'a', 'b'];
    expect(write(list(text), items)).toBe('0400010062000001006101 0062'.replace(' ', ''));
    expect(read(list(text), write(list(text), items))).toEqual(items);
  });

  it('refuses a count that needs more bytes than remain, before reading an item', () => {
    expect(refusal(() => read(list(text), 'ffff0000')).message).toBe(
      'field states 65535 entries, but only 2 bytes follow',
    );
  });

  it('refuses more than 65,535 items, and values that are not arrays', () => {
    expectRefusal(() => write(list(u16), new Array(65536).fill(0)), 'ERR_INPUT', 'field');
    expectRefusal(() => write(list(u16), 'ab' as never), 'ERR_INPUT', 'field');
    expectRefusal(() => write(list(u16), { length: 1 } as never), 'ERR_INPUT', 'field');
  });
});

describe('map', () => {
  const codec = map({ user: 1, app: 2, late: 500 }, u32);

  it('is written in ascending order of number, in whatever order it is given', () => {
    expect(write(codec, { late: 3, app: 2, 9: 4, user: 1 })).toBe(
      '0400' + '010001000000' + '020002000000' + '090004000000' + 'f40103000000',
    );
  });

  it('is read in any order, with names if there are any', () => {
    expect(read(codec, '0300' + '0a0001000000' + '020002000000' + '010003000000')).toEqual({ 10: 1, app: 2, user: 3 });
  });

  it('accepts the number of a named key and reads the name', () => {
    expect(read(codec, write(codec, { 2: 7 }))).toEqual({ app: 7 });
  });

  it('refuses the same number twice, in both directions', () => {
    expectRefusal(() => write(codec, { user: 1, 1: 2 }), 'ERR_INPUT', 'field');
    expectRefusal(() => read(codec, '0200' + '010001000000' + '010002000000'), 'ERR_FORMAT', 'field');
    expectRefusal(() => read(codec, '0200' + '090001000000' + '090001000000'), 'ERR_FORMAT', 'field');
  });

  it.each(['usr', '65536', '-1', '1.0', '01', ' 1', '', 'toString', '__proto__'])('refuses the key %j', (key) => {
    expectRefusal(() => write(codec, JSON.parse(`{${JSON.stringify(key)}: 1}`)), 'ERR_INPUT', 'field');
  });

  it('names the entry whose value is refused', () => {
    expectRefusal(() => write(codec, { user: -1 }), 'ERR_INPUT', 'field.user');
    expect(() => write(codec, { user: undefined } as never)).toThrow(/^field\.user must be a number, not undefined$/);
  });

  it('refuses arrays and null', () => {
    for (const value of [[600], null, undefined, 'user', 1])
      expectRefusal(() => write(codec, value as never), 'ERR_INPUT', 'field');
  });

  it('refuses a count that needs more bytes than remain', () => {
    expectRefusal(() => read(codec, '0200' + '010001000000' + '0200010000'), 'ERR_FORMAT', 'field');
  });
});

describe('struct', () => {
  const codec = struct({ name: text, size: u16 });

  it('has its fields in the order of the literal', () => {
    expect(write(codec, { size: 1, name: 'a' })).toBe('0100610100');
    expect(read(codec, '0100610100')).toEqual({ name: 'a', size: 1 });
    expect(codec.minBytes).toBe(4);
  });

  it('names the field that is refused', () => {
    expectRefusal(() => write(codec, { name: 'a', size: -1 }), 'ERR_INPUT', 'field.size');
    expectRefusal(() => read(codec, '01006101'), 'ERR_FORMAT', 'field.size');
  });
});

describe('the keys of a map', () => {
  const message = (names: Record<string, number>, key: string) =>
    refusal(() => write(map(names, u16), { [key]: 1 } as never)).message;

  it('are numbers up to 65535, in decimal', () => {
    expect(write(map({}, u16), { 65535: 1, 10: 2 })).toBe('0200' + '0a000200' + 'ffff0100');
    for (const key of ['65536', '01', '1x', '']) expect(message({}, key)).toMatch(/unknown key/);
  });

  it('are listed if another one is refused', () => {
    expect(message({ user: 1, app: 2 }, 'x')).toMatch(/a key is one of user, app, or a number from 0 to 65535$/);
    expect(message({}, 'x')).toMatch(/a key is a number from 0 to 65535$/);
  });
});

describe('Path', () => {
  it('is empty at the top, and keys and indices further down', () => {
    const path = new Path();
    expect(String(path)).toBe('');
    path.enter('services');
    path.enter(12);
    expect(String(path)).toBe('services[12]');
    path.enter('privileges');
    path.leave();
    path.enter('uid');
    expect(`${path} is wrong`).toBe('services[12].uid is wrong');
    path.reset();
    expect(String(path)).toBe('');
  });
});

describe('Writer', () => {
  it('grows from every size around that of its first buffer', () => {
    for (let length = 0; length < 1100; length++) {
      const value = 'x'.repeat(length);
      expect(read(text, write(struct({ value: text, end: u16 }), { value, end: 7 }))).toBe(value);
    }
  });

  it('keeps its limit when its buffer has grown, and after a reset', () => {
    const writer = new Writer(700);
    for (let round = 0; round < 2; round++) {
      for (let written = 0; written < 700; written += 100) writer.skip(100);
      expectRefusal(() => writer.skip(1), 'ERR_INPUT');
      writer.reset();
    }
  });

  it('refuses to grow past its limit', () => {
    expect(write(text, 'x'.repeat(998), 1000)).toHaveLength(2000);
    expectRefusal(() => write(text, 'x'.repeat(999), 1000), 'ERR_INPUT');
  });

  it('reserves space that is filled later, and starts over after a reset', () => {
    const writer = new Writer(1000);
    writer.skip(2);
    writer.u16(0x0201);
    writer.written.set([8, 9]);
    expect([...writer.written]).toEqual([8, 9, 1, 2]);
    writer.reset();
    expect(writer.written).toHaveLength(0);
  });
});
