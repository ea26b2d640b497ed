/** Each intended difference between the drop-in and the official package, and that the guide lists it. */
import { describe, expect, it } from 'vitest';
import { dropIn, official } from '../../support/agora-token.ts';
import { kept, outcomeOf, refusedHere, refusedOtherwise, signedOtherwise } from './differences.ts';
import { readTable } from './guide.ts';

describe.each([
  ['Refused here, signed by `agora-token`', refusedHere],
  ['Signed differently', signedOtherwise],
  ['Refused by both, with another error', refusedOtherwise],
  ['Kept, although it may surprise', kept],
])('%s', (section, rows) => {
  it.each(Object.entries(rows))('%s', (_, cases) => {
    for (const [index, { call, ...expected }] of cases.entries()) {
      expect(
        outcomeOf(() => call(official)),
        `case ${index}, official`,
      ).toMatchObject(expected.official);
      expect(
        outcomeOf(() => call(dropIn)),
        `case ${index}, drop-in`,
      ).toMatchObject(expected.dropIn);
    }
  });

  it('the migration guide has these rows', () => {
    expect(readTable(section).map(([what]) => what)).toEqual(Object.keys(rows));
  });
});
