/** Lists and maps that change while they are written: every signed token can be read. */
import { describe, expect, it } from 'vitest';
import { buildToken, decodeToken, isTokenError, type Rtm2Permissions } from '../../../src/index.ts';
import { credentials } from '../../support/credentials.ts';

const build = (permissions: object) =>
  buildToken({
    ...credentials,
    expiresIn: 60,
    services: [{ service: 'rtm2', userId: 'alice', permissions: permissions as Rtm2Permissions, privileges: {} }],
  });

/** The permissions of the token, or the code with which it is refused. */
function outcome(permissions: object): unknown {
  let token: string;
  try {
    token = build(permissions);
  } catch (error) {
    return isTokenError(error) ? error.code : error;
  }
  return (decodeToken(token).services[0] as { permissions: unknown }).permissions;
}

const reads = (read: unknown) => ({ messageChannels: { read } });

describe('a list', () => {
  it('whose iterator yields more or fewer items than its length is written by its length', () => {
    class Generous extends Array<string> {
      override *[Symbol.iterator](): ArrayIterator<string> {
        for (let i = 0; i < 5; i++) yield 'more';
      }
    }
    class Empty extends Array<string> {
      override *[Symbol.iterator](): ArrayIterator<string> {}
    }
    expect(outcome(reads(Generous.of('a', 'b')))).toEqual(reads(['a', 'b']));
    expect(outcome(reads(Empty.of('a', 'b')))).toEqual(reads(['a', 'b']));
  });

  it('that grows in a getter is written up to the length that it had', () => {
    const list = ['a', 'b'];
    Object.defineProperty(list, 0, {
      get() {
        list.push('c');
        return 'a';
      },
      enumerable: true,
    });
    expect(outcome(reads(list))).toEqual(reads(['a', 'b']));
  });

  it('that shrinks in a getter is refused', () => {
    const list = ['a', 'b', 'c'];
    Object.defineProperty(list, 0, {
      get() {
        list.length = 2;
        list.pop();
        return 'a';
      },
      enumerable: true,
    });
    expect(outcome(reads(list))).toBe('ERR_INPUT');
  });

  it.each([Number.NaN, -1, 1.5, 65_536, Number.POSITIVE_INFINITY, '2', undefined])(
    'with the length %s is refused',
    (length) => {
      const list = new Proxy(['a', 'b'], {
        get: (target, key) => (key === 'length' ? length : Reflect.get(target, key)),
      });
      expect(outcome(reads(list))).toBe('ERR_INPUT');
    },
  );
});

it('a map that gains or loses keys in a getter can be read, or is refused', () => {
  const growing: Record<string, unknown> = {
    get read() {
      growing.write = ['b'];
      return ['a'];
    },
  };
  expect(outcome({ messageChannels: growing })).toEqual(reads(['a']));
  const shrinking: Record<string, unknown> = {
    get read() {
      delete shrinking.write;
      return ['a'];
    },
    write: ['b'],
  };
  expect(outcome({ messageChannels: shrinking })).toBe('ERR_INPUT');
});
