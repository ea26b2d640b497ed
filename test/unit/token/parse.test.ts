import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeToken, explainToken } from '../../../src/index.ts';
import { contentBytes, textOf, u16 } from '../../support/raw-token.ts';
import { expectRefusal, refusal } from '../../support/refusal.ts';

const payload = (content = contentBytes()) => Buffer.concat([u16(32), Buffer.alloc(32, 7), content]);

describe('a token string', () => {
  it('begins with 007 exactly', () => {
    const token = textOf(payload());
    for (const text of ['', '0', '00', '006abc', ` ${token}`, `\ufeff${token}`, token.slice(1), `"${token}"`]) {
      expectRefusal(() => decodeToken(text), 'ERR_VERSION', 'token');
    }
    for (const text of [undefined, null, 7, Buffer.from(token)]) {
      expectRefusal(() => decodeToken(text as never), 'ERR_INPUT', 'token');
      expect(() => decodeToken(text as never)).toThrow(/^token must be a string, not /);
    }
  });

  it('continues with canonical base64 only', () => {
    const token = textOf(payload());
    for (const text of ['007', `${token}\n`, `${token}=`, `${token}AAAA`, `007${token}`, `007 ${token.slice(3)}`]) {
      expectRefusal(() => decodeToken(text), 'ERR_FORMAT');
    }
  });

  it('contains exactly one zlib stream', () => {
    const stream = deflateSync(payload());
    expectRefusal(
      () => decodeToken(textOf(payload(), (bytes) => Buffer.concat([deflateSync(bytes), Buffer.of(0)]))),
      'ERR_FORMAT',
    );
    expectRefusal(() => decodeToken(`007${stream.subarray(0, -1).toString('base64')}`), 'ERR_FORMAT');
  });
});

describe('a payload', () => {
  it('has no key for unknown content if there is none', () => {
    expect(Object.keys(decodeToken(textOf(payload())))).not.toContain('unknown');
  });

  it('is not kept in memory: unknown bytes and the signature are copies', () => {
    const trailing = decodeToken(textOf(payload(Buffer.concat([contentBytes(), Buffer.from('tail')]))));
    const unread = decodeToken(textOf(payload(contentBytes([Buffer.concat([u16(999), u16(0)])]))));
    for (const bytes of [trailing.unknown?.bytes, unread.unknown?.bytes, trailing.signature]) {
      expect(bytes?.buffer.byteLength).toBe(bytes?.length);
    }
  });

  it('is read into its fields', () => {
    expect(decodeToken(textOf(payload()))).toEqual({
      appId: 'app',
      issuedAt: 1000,
      expiresIn: 600,
      expiresAt: 1600,
      salt: 5,
      services: [],
      signature: new Uint8Array(32).fill(7),
    });
  });

  it('has its own app ID, not that of the previous token', () => {
    const ids = ['app', 'apq', 'ap', 'appl', '', 'åpp', '\ufffd'];
    for (const appId of ids.flatMap((one) => ids.flatMap((other) => [one, other]))) {
      expect(decodeToken(textOf(payload(contentBytes([], { appId })))).appId).toBe(appId);
    }
  });

  it('has an app ID of well-formed UTF-8, even if its bytes equal the code units of the previous one', () => {
    const withAppId = (appId: Buffer) => textOf(payload(Buffer.concat([u16(appId.length), appId, Buffer.alloc(14)])));
    expect(decodeToken(withAppId(Buffer.from('\xe9'))).appId).toBe('\xe9');
    expectRefusal(() => decodeToken(withAppId(Buffer.of(0xe9))), 'ERR_FORMAT', 'appId');
  });

  it('has a signature of 32 bytes', () => {
    for (const length of [0, 31, 33, 64]) {
      const bytes = Buffer.concat([u16(length), Buffer.alloc(length), contentBytes()]);
      expectRefusal(() => decodeToken(textOf(bytes)), 'ERR_FORMAT', 'signature');
    }
  });

  it('is refused if truncated anywhere', () => {
    const whole = payload(contentBytes([Buffer.from('05000100010058020000' + '0500616c696365', 'hex')]));
    expect(decodeToken(textOf(whole)).services).toHaveLength(1);
    for (let length = 0; length < whole.length; length++) {
      expectRefusal(
        () => decodeToken(textOf(whole.subarray(0, length))),
        'ERR_FORMAT',
        refusal(() => decodeToken(textOf(whole.subarray(0, length)))).field,
      );
    }
  });

  it('returns an unknown service and everything after it as raw bytes, since it has no length', () => {
    const rest = Buffer.from('0100' + '0900' + '01000000' + '0500', 'hex');
    const known = Buffer.from('0400' + '0000', 'hex');
    const content = contentBytes([known, Buffer.concat([u16(999), rest])]);
    expect(decodeToken(textOf(payload(content)))).toMatchObject({
      services: [{ service: 'fpa', privileges: {} }],
      unknown: { serviceType: 999, bytes: new Uint8Array(rest) },
    });
  });

  it('returns an unknown service that ends after its type', () => {
    expect(decodeToken(textOf(payload(contentBytes([u16(999)])))).unknown).toEqual({
      serviceType: 999,
      bytes: new Uint8Array(),
    });
  });

  it('returns signed bytes after the last service', () => {
    const content = Buffer.concat([contentBytes(), Buffer.from('xyz')]);
    expect(decodeToken(textOf(payload(content))).unknown).toEqual({ bytes: new Uint8Array(Buffer.from('xyz')) });
  });

  it('cannot state more services than can follow', () => {
    const stating = (count: number) =>
      textOf(payload(Buffer.concat([contentBytes().subarray(0, -2), u16(count), Buffer.from('040000000400', 'hex')])));
    expectRefusal(() => decodeToken(stating(2)), 'ERR_FORMAT', 'services[1].privileges');
    expectRefusal(() => decodeToken(stating(4)), 'ERR_FORMAT', 'services');
  });

  it('may have services and privileges in any order', () => {
    const chat = Buffer.from('0500' + '0200' + '020002000000' + '010001000000' + '0000', 'hex');
    const fpa = Buffer.from('0400' + '0000', 'hex');
    expect(decodeToken(textOf(payload(contentBytes([chat, fpa])))).services).toEqual([
      { service: 'chat', userId: '', privileges: { user: 1, app: 2 } },
      { service: 'fpa', privileges: {} },
    ]);
  });

  it('names the invalid field', () => {
    const twice = Buffer.from('0500' + '0200' + '010002000000' + '010001000000' + '0000', 'hex');
    expectRefusal(() => decodeToken(textOf(payload(contentBytes([twice])))), 'ERR_FORMAT', 'services[0].privileges');
    const latin1 = Buffer.from('0500' + '0000' + '0100ff', 'hex');
    expectRefusal(() => decodeToken(textOf(payload(contentBytes([latin1])))), 'ERR_FORMAT', 'services[0].userId');
  });
});

describe('maxPayload', () => {
  it('bounds the token’s length, before anything is decoded', () => {
    const token = (length: number) => `007${'A'.repeat(length - 3)}`;
    expectRefusal(() => decodeToken(token(264), { maxPayload: 100 }), 'ERR_FORMAT');
    expectRefusal(() => decodeToken(token(265), { maxPayload: 100 }), 'ERR_LIMIT');
    expectRefusal(() => decodeToken(token(2 * 2 ** 20 + 65)), 'ERR_LIMIT');
    expect(explainToken(token(265), { maxPayload: 100 }).map(({ code }) => code)).toContain('too-large');
  });

  it('allows every token that a compressor writes for a payload of that size', () => {
    const random = Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * i * 31 + (i >> 3) * 7) & 0xff));
    for (const size of [35, 36, 100, 512, 513, 20_000]) {
      for (const options of [{ level: 0 }, { level: 0, memLevel: 1 }, { level: 9, memLevel: 1, windowBits: 9 }]) {
        const stream = deflateSync(random.subarray(0, size), options);
        const refused = refusal(() => decodeToken(`007${stream.toString('base64')}`, { maxPayload: size }));
        expect(refused.code, JSON.stringify({ size, ...options })).toBe('ERR_FORMAT');
      }
    }
  });

  const bytes = payload();

  it('is the maximum payload size', () => {
    expect(decodeToken(textOf(bytes), { maxPayload: bytes.length }).salt).toBe(5);
    expectRefusal(() => decodeToken(textOf(bytes), { maxPayload: bytes.length - 1 }), 'ERR_LIMIT');
  });

  it('is 1 MiB by default', () => {
    const most = payload(Buffer.concat([contentBytes(), Buffer.alloc(1_048_576 - bytes.length)]));
    expect(decodeToken(textOf(most)).unknown?.bytes).toHaveLength(1_048_576 - bytes.length);
    expectRefusal(() => decodeToken(textOf(Buffer.concat([most, Buffer.of(0)]))), 'ERR_LIMIT');
  });

  it('is a positive integer', () => {
    for (const maxPayload of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expectRefusal(() => decodeToken(textOf(bytes), { maxPayload }), 'ERR_INPUT', 'maxPayload');
    }
    expectRefusal(() => decodeToken(textOf(bytes), { maxPayload: '9' as never }), 'ERR_INPUT', 'maxPayload');
  });
});
