/**
 * The drop-in compared with npm agora-token 2.0.6: the same token for the same arguments, time and random number.
 * Intended differences are omitted here and tested in test/unit/agora-token/differences.test.ts.
 */
import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { call, dropIn, type Library, official } from '../support/agora-token.ts';
import { appCertificate, appId } from '../support/credentials.ts';
import { pinned } from '../support/pinned.ts';

const RUNS = 400;
const SEED = 7;

const MAX_UINT32 = 0xffff_ffff;
/** Longer durations look like Unix times; the drop-in refuses them. */
const LONGEST = 999_999_999;

const hexId = fc.oneof(
  fc.constantFrom(appId, appCertificate),
  fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF'), minLength: 32, maxLength: 32 }),
);
const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 70 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
  fc.string({ minLength: 1, maxLength: 255 }),
  fc.stringMatching(/^[0-9]{1,10}$/),
);
/** Strings that compress, that fill the window, and of the maximum length. */
const longText = fc.oneof(
  { weight: 40, arbitrary: text },
  { weight: 1, arbitrary: fc.string({ minLength: 300, maxLength: 4000 }) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 300, max: 65_535 }).map((length) => 'channel-'.repeat(8192).slice(0, length)),
  },
);
const uid = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: MAX_UINT32 }), text);
const account = fc.oneof(fc.constant(0), fc.maxSafeNat(), text, fc.bigInt({ min: 1n, max: 2n ** 64n }));

/** As a number, with a fraction, or as the string of an environment variable. */
const duration = (min: number) =>
  fc
    .integer({ min, max: LONGEST - 1 })
    .chain((seconds) => fc.constantFrom<unknown>(seconds, seconds + 0.75, `${seconds}`, ` ${seconds}.5\n`));
const lifetime = duration(1);
const privilege = fc.oneof(fc.constantFrom<unknown>(0, '0'), duration(1));
/** Any number but 1 counts as a subscriber. */
const role = fc.oneof(fc.constantFrom(dropIn.RtcRole.PUBLISHER, dropIn.RtcRole.SUBSCRIBER), fc.integer());
const numericText = (number: Arbitrary<number>) => fc.oneof(number, number.map(String));
const apaasRole = numericText(fc.integer({ min: -0x8000, max: 0x7fff }).filter((number) => number !== 0));

const rtcAndRtm = [
  longText,
  account,
  role,
  lifetime,
  privilege,
  privilege,
  privilege,
  privilege,
  fc.oneof(text, fc.constant(0)),
  privilege,
];
const apaas: Readonly<Record<string, readonly Arbitrary<unknown>[]>> = {
  buildRoomUserToken: [longText, longText, apaasRole, lifetime],
  buildUserToken: [longText, lifetime],
  buildAppToken: [lifetime],
};

/** Every method, with its arguments after the IDs. */
const builders: Readonly<Record<string, Readonly<Record<string, readonly Arbitrary<unknown>[]>>>> = {
  RtcTokenBuilder: {
    buildTokenWithUid: [longText, uid, numericText(role), lifetime, privilege],
    buildTokenWithUserAccount: [longText, account, numericText(role), lifetime, privilege],
    buildTokenWithUidAndPrivilege: [longText, uid, lifetime, privilege, privilege, privilege, privilege],
    BuildTokenWithUserAccountAndPrivilege: [longText, account, lifetime, privilege, privilege, privilege, privilege],
    buildTokenWithRtm: [longText, fc.oneof(text, fc.constant(0)), numericText(role), lifetime, privilege],
    buildTokenWithRtm2: rtcAndRtm,
  },
  RtmTokenBuilder: {
    buildToken: [fc.oneof(longText, fc.constant(0)), lifetime],
    buildTokenWithPermissions: [account, permissions(), lifetime],
  },
  ChatTokenBuilder: { buildUserToken: [longText, lifetime], buildAppToken: [lifetime] },
  FpaTokenBuilder: { buildToken: [] },
  EducationTokenBuilder: apaas,
  ApaasTokenBuilder: apaas,
  ConvoAITokenBuilder: { buildToken: rtcAndRtm },
  SttTokenBuilder: { buildToken: rtcAndRtm },
};

/** Permissions made with either package's class: each accepts the other's. */
function permissions(): Arbitrary<unknown> {
  const number = numericText(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 65_535 })));
  const entry = fc.tuple(number, number, fc.array(fc.oneof(text, fc.constant('')), { maxLength: 5 }));
  return fc.tuple(fc.boolean(), fc.array(entry, { maxLength: 6 })).map(([ours, entries]) => {
    const made = ours ? new dropIn.Rtm2Permissions() : new official.Rtm2Permissions();
    for (const [resource, permission, names] of entries) made.add(resource as number, permission as number, names);
    return made;
  });
}

const cases = Object.entries(builders).flatMap(([builder, methods]) =>
  Object.entries(methods).map(([name, given]) => [`${builder}.${name}`, { builder, name, given }] as const),
);

describe('the same token as npm agora-token', () => {
  it.each(cases)('%s', (_, { builder, name, given }) => {
    const text = (library: Library, ids: readonly string[], rest: readonly unknown[]) =>
      call(library, builder, name, [...ids, ...rest]);
    // The drop-in refuses an earlier clock, and an app ID that is the certificate.
    const milliseconds = fc.integer({ min: Date.UTC(2020, 0), max: MAX_UINT32 * 1000 });
    const ids = fc.tuple(hexId, hexId).filter(([id, certificate]) => id.toLowerCase() !== certificate.toLowerCase());
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const property = fc.property(milliseconds, chance, ids, fc.tuple(...given), (time, luck, ids, rest) => {
      const expected = pinned(time, luck, () => text(official, ids, rest));
      expect(expected).toMatch(/^007eJ/);
      expect(pinned(time, luck, () => text(dropIn, ids, rest))).toBe(expected);
    });
    fc.assert(property, { numRuns: RUNS, seed: SEED });
  });

  it('the table above names every method of every builder', () => {
    const methodsOf = (value: unknown) => Object.getOwnPropertyNames(value).filter((name) => /^build/i.test(name));
    const all = Object.entries(official).flatMap(([name, value]) => methodsOf(value).map((one) => `${name}.${one}`));
    expect(cases.map(([title]) => title).sort()).toEqual(all.sort());
  });

  it('if trailing arguments are omitted', () => {
    const given = [appId, appCertificate, 'lobby', 42, dropIn.RtcRole.PUBLISHER, 600];
    for (const name of ['buildTokenWithUid', 'buildTokenWithUserAccount']) {
      const text = (library: Library) => pinned(17e11, 0.5, () => call(library, 'RtcTokenBuilder', name, given));
      expect(text(dropIn)).toBe(text(official));
    }
  });
});

describe("'' as npm agora-token", () => {
  const bad = ['', '0'.repeat(31), '0'.repeat(33), `${'0'.repeat(31)}g`, ' '.repeat(32), `${'0'.repeat(32)}\n`];
  const noIds = [...bad, undefined, null, 0, 7, Number.NaN, true, {}, [], Symbol('id')];

  it.each(cases)('%s for an invalid app ID or certificate', (_, { builder, name, given }) => {
    const rest = fc.sample(fc.tuple(...given), { numRuns: 1, seed: SEED })[0] as unknown[];
    for (const one of noIds) {
      for (const ids of [
        [one, appCertificate],
        [appId, one],
        [one, one],
      ]) {
        const answers = [official, dropIn].map((library) => call(library, builder, name, [...ids, ...rest]));
        expect(answers).toEqual(['', '']);
      }
    }
  });

  it.each(cases)('%s, whatever else is wrong', (_, { builder, name }) => {
    expect(call(dropIn, builder, name, ['', ''])).toBe('');
  });

  it('but accepts a Buffer instead of a string', () => {
    const ids = [Buffer.from(appId), Buffer.from(appCertificate)];
    const text = (library: Library) => pinned(17e11, 0.5, () => call(library, 'FpaTokenBuilder', 'buildToken', ids));
    expect(text(dropIn)).toBe(text(official));
    expect(text(dropIn)).toBe(pinned(17e11, 0.5, () => dropIn.FpaTokenBuilder.buildToken(appId, appCertificate)));
  });
});
