import { describe, expect, it } from 'vitest';
import { isHexId } from '../../../src/token/options.ts';

describe('isHexId', () => {
  it('takes exactly the hexadecimal digits, at every place', () => {
    const expected = [...'0123456789ABCDEFabcdef'];
    for (const place of [0, 13, 31]) {
      const taken = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).filter((character) =>
        isHexId(`${'a'.repeat(place)}${character}${'0'.repeat(31 - place)}`),
      );
      expect(taken).toEqual(expected);
    }
  });

  it('takes 32 of them, no more and no less', () => {
    const lengths = Array.from({ length: 40 }, (_, length) => length).filter((length) => isHexId('f'.repeat(length)));
    expect(lengths).toEqual([32]);
  });
});
