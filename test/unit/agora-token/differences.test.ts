/** The drop-in's decisions, one by one, and what the official package does in the same place. */
import { describe, expect, it } from 'vitest';
import { dropIn, official } from '../../support/agora-token.ts';
import { outcomeOf, refusedHere, refusedOtherwise, signedOtherwise } from './differences.ts';

describe.each([
  ['refused here', refusedHere],
  ['signed otherwise', signedOtherwise],
  ['refused otherwise', refusedOtherwise],
])('%s', (_, rows) => {
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
});
