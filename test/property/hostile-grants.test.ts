/**
 * Builders with hostile objects: proxies, getters, subclasses, foreign prototypes. Whatever is signed can be read and
 * verified; everything else is refused with a TokenError, or with what the object itself threw.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildToken, isTokenError, verifyToken } from '../../src/index.ts';
import { tokenOptions } from '../support/arbitraries.ts';
import { appCertificate } from '../support/credentials.ts';

class Thrown extends Error {}

/** Numbers from 0 up to (not including) `below`, chosen by fast-check so that a counterexample shrinks. */
type Choose = (below: number) => number;

type Disguise = (value: object, choose: Choose) => object;

/** These do not change the values of own properties. */
const faithful: Record<string, Disguise> = {
  'a proxy without traps': (value) => new Proxy(value, {}),
  'a frozen object': (value) => Object.freeze(value),
  'a getter for each property': (value) => {
    const copy: object = Array.isArray(value) ? [] : {};
    for (const key of Object.keys(value)) {
      Object.defineProperty(copy, key, { get: () => Reflect.get(value, key), enumerable: true });
    }
    return copy;
  },
  'an object without a prototype, or an array whose prototype has none': (value) =>
    Array.isArray(value) ? value : Object.assign(Object.create(null), value),
};

/** These may return something different on each access. */
const deceitful: Record<string, Disguise> = {
  'a proxy that sometimes returns something else': (value, choose) =>
    new Proxy(value, {
      get(target, key, receiver) {
        const real = Reflect.get(target, key, receiver);
        if (choose(4) > 0) return real;
        return [undefined, null, '', 'x', -1, 1.5, Number.NaN, 70_000, [], {}, Symbol.iterator, () => 1][choose(12)];
      },
    }),
  'a proxy that throws': (value, choose) =>
    new Proxy(value, {
      get(target, key, receiver) {
        if (choose(3) === 0) throw new Thrown();
        return Reflect.get(target, key, receiver);
      },
    }),
  'a proxy that hides or invents keys': (value, choose) =>
    // An array cannot hide its length.
    Array.isArray(value)
      ? value
      : new Proxy(value, {
          ownKeys(target) {
            const keys = Reflect.ownKeys(target).filter(() => choose(4) > 0);
            return choose(4) > 0 ? keys : [...new Set([...keys, 'invented', '7'])];
          },
          getOwnPropertyDescriptor: (target, key) =>
            Reflect.getOwnPropertyDescriptor(target, key) ?? { value: 7, enumerable: true, configurable: true },
        }),
  'a proxy that changes its target while it is read': (value, choose) =>
    new Proxy(value, {
      get(target, key, receiver) {
        const real = Reflect.get(target, key, receiver);
        if (Array.isArray(target)) choose(2) === 0 ? target.push('more') : target.pop();
        else if (choose(3) === 0) Reflect.deleteProperty(target, key);
        return real;
      },
    }),
  'an array with another iterator': (value) => {
    class Liar extends Array<unknown> {
      override *[Symbol.iterator](): ArrayIterator<unknown> {
        yield* ['one', 'two', 'three', 'four', 'five'];
      }
    }
    return Array.isArray(value) ? Object.assign(new Liar(), value) : value;
  },
  'an instance of a class': (value) => {
    class Grant {}
    return Array.isArray(value) ? value : Object.assign(new Grant(), value);
  },
  'an object that inherits from it': (value) => (Array.isArray(value) ? value : Object.create(value)),
  'a Map, or a Set': (value) => (Array.isArray(value) ? new Set(value) : new Map(Object.entries(value))),
};

/** The value with each object in it disguised, or not, as `choose` says. */
function disguised(value: unknown, disguises: readonly Disguise[], choose: Choose, share: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const copy: object = Array.isArray(value)
    ? value.map((item) => disguised(item, disguises, choose, share))
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, disguised(item, disguises, choose, share)]));
  return choose(share) > 0 ? copy : (disguises[choose(disguises.length)] as Disguise)(copy, choose);
}

const choices = fc.infiniteStream(fc.nat({ max: 0xffff }));

function chooser(stream: Iterator<number>): Choose {
  return (below) => (stream.next().value as number) % below;
}
describe('buildToken', () => {
  it('signs the same for disguises that change nothing', () => {
    fc.assert(
      fc.property(tokenOptions, choices, (options, stream) => {
        const expected = buildToken(options);
        const hostile = disguised(options, Object.values(faithful), chooser(stream), 2);
        expect(buildToken(hostile as never)).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });

  it.each(Object.entries(deceitful))('signs nothing that cannot be verified, given %s', (_name, disguise) => {
    let built = 0;
    fc.assert(
      fc.property(tokenOptions, choices, (options, stream) => {
        const hostile = disguised(options, [disguise], chooser(stream), 4);
        let token: string;
        try {
          token = buildToken(hostile as never);
        } catch (error) {
          if (isTokenError(error) || error instanceof Thrown) return;
          throw error;
        }
        built++;
        const verified = verifyToken(token, { appCertificate, now: 0, clockTolerance: 1e10 });
        expect(verified.unknown).toBeUndefined();
      }),
      { numRuns: 600 },
    );
    expect(built).toBeGreaterThan(0);
  });
});
