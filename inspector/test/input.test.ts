/** Input: the address and the form. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CheckValues, chosenTime, describeId, optionsOf } from '../src/inspect/check-options.ts';
import { linkTo, tokenInFragment } from '../src/inspect/fragment.ts';
import { FINDINGS_URL, HOMEPAGE_URL } from '../src/page/urls.ts';

describe('the fragment of the address', () => {
  it.each([
    ['', undefined],
    ['#', undefined],
    ['#007eJx+/=', '007eJx+/='],
    ['#token=007eJx+/=', '007eJx+/='],
    ['#007eJx%2B%2F%3D', '007eJx+/='],
    ['#%', '%'],
  ])('%j gives %j', (fragment, expected) => {
    expect(tokenInFragment(fragment)).toBe(expected);
  });

  it('of a link contains any text unchanged', () => {
    for (const text of ['007eJx+/==', 'a b#c%20', 'token=1', 'ü']) {
      const link = linkTo(text, 'https://example.com/inspector?x=1#old');
      expect(link.startsWith('https://example.com/inspector?x=1#')).toBe(true);
      expect(tokenInFragment(new URL(link).hash)).toBe(text);
    }
    expect(linkTo('007eJx+/==', 'https://example.com/')).toBe('https://example.com/#007eJx+/==');
  });
});

describe('the form', () => {
  const empty: CheckValues = {
    appId: '',
    service: '',
    fields: {},
    privilege: '',
    at: '',
    primary: '',
    secondary: '',
  };

  it('requires nothing while it is empty', () => {
    expect(optionsOf(empty)).toEqual({});
    expect(chosenTime(empty)).toBeUndefined();
  });

  it('requires the fields of the selected service, and no others', () => {
    const asked = { fields: { uid: 'alice', userId: 'alice', channelName: 'lobby' }, privilege: '9' };
    expect(optionsOf({ ...empty, ...asked, service: 'rtc' }).require).toEqual({
      service: 'rtc',
      uid: 'alice',
      channelName: 'lobby',
      privilege: 9,
    });
    expect(optionsOf({ ...empty, ...asked, service: 'chat', privilege: 'user' }).require).toEqual({
      service: 'chat',
      userId: 'alice',
      privilege: 'user',
    });
    expect(optionsOf({ ...empty, ...asked, service: 'toString' }).require).toBeUndefined();
  });

  const [a, b] = ['a'.repeat(32), 'B'.repeat(32)] as const;

  it('passes the certificates in order, without white space', () => {
    expect(optionsOf({ ...empty, primary: ` ${a} `, secondary: `${b}\n` }).appCertificate).toEqual([a, b]);
    expect(optionsOf({ ...empty, secondary: b }).appCertificate).toEqual([b]);
  });

  it('does not pass IDs that are incomplete, and says why', () => {
    expect(optionsOf({ ...empty, appId: 'abc', primary: a.slice(1), secondary: `${a.slice(1)}g` })).toEqual({});
    expect(['', a, ` ${b} `].map(describeId)).toEqual([undefined, undefined, undefined]);
    expect(describeId('abc')).toBe('Not checked yet: 32 hexadecimal digits needed, 3 characters entered.');
    expect(describeId('xyz')).toBe('Not checked: only the hexadecimal digits 0-9 and a-f are allowed.');
  });

  it('reads the time as local time', () => {
    expect(chosenTime({ ...empty, at: '2026-11-24T13:00' })).toBe(new Date(2026, 10, 24, 13).getTime() / 1000);
    expect(chosenTime({ ...empty, at: '1066-10-14T09:00' })).toBe(0);
  });
});

it('the links lead to the homepage of the library, and to a heading that exists', () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const { homepage } = JSON.parse(read('package.json')) as { homepage: string };
  expect(HOMEPAGE_URL).toBe(homepage);
  expect(FINDINGS_URL).toBe(`${homepage.split('#', 1)[0]}/blob/main/docs/findings.md`);
  expect(read('docs/findings.md')).toContain('| `expired` |');
});
