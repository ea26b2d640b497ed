/**
 * The tests that run in every runtime: facts about the entry points, as functions of the conformance vectors. Plain ECMAScript without
 * imports, because some engines have no console, timers or TextEncoder. A fact is a function `(lib, assert, vectors) => void` that throws if it fails.
 */

const CERTIFICATE = '5CFd2fd1755d40ecb72977518be15d3b';
const OTHER_CERTIFICATE = '5CFd2fd1755d40ecb72977518be15d3c';
const credentials = { appId: '970CA35de60c44645bbae8a215061b33', appCertificate: CERTIFICATE };
const issue = { issuedAt: 1_700_000_000, salt: 12_345, expiresIn: 3600 };
const chatUser = { ...credentials, ...issue, userId: 'alice' };

/** Two- and three-byte characters, a surrogate pair, a byte order mark in the middle; none changes in normalization. */
const UNICODE = 'Ünï\u{1f40e}\ufeffコード';

/** What npm agora-token 2.0.6 makes in Node.js 20 at second 1700000000, with a `Math.random` that returns 0. */
const NPM_AGORA_TOKEN = {
  chatUser:
    '007eJxTYFBXuZzQsDvpUF7l7A+/Fy48JNPkMLU90Whm833Of+dKeQIUGCzNDZwdjU1TUs0Mkk1MzExMk5ISUy0SjQxNDcwMk4yNGT4Gp0YwMTAwMoAwKwMjAyMDiM/FYGRhYWRsYmhkbgwAs8UddA==',
  chatApp:
    '007eJxTYEi5NsUtK7mP2/XY7lcnTH1zp8ium3cq4VtmmFfcdbv0NEYFBktzA2dHY9OUVDODZBMTMxPTpKTEVItEI0NTAzPDJGNjho/BqRFMDAyMDCDMysDIwMQA4jMwAABAbBov',
  rtcAndRtm:
    '007eJxTYNgab5BWv37PQ3tlr04OvU6leYdnSdy4+Wl19D6VlRe1P7MoMFiaGzg7GpumpJoZJJuYmJmYJiUlplokGhmaGpgZJhkbM3wMTo1gYmBgZGBgYGJgZGBhYGQA8ZnAJDOYZAGTCgzmKeZGxmamqUmWFsYmFqbGluapxqnGaZYpJmYGSSkpiVwMRhYWRsYmhkbmxiCzICZxMpSkFpfElxanFgEASZsq4g==',
};

/** Facts by the entry point they are about. */
const facts = {
  accesstoken2: {
    'rebuilds every golden token'(lib, assert, { golden }) {
      for (const { id, appCertificate, inputs, zlibToken } of golden) {
        for (const input of inputs) assert.equal(lib.buildToken({ ...input, appCertificate }), zlibToken, id);
      }
    },

    'rebuilds every reference token'(lib, assert, { reference }) {
      for (const { id, appCertificate, inputs, token } of reference) {
        for (const input of inputs) assert.equal(lib.buildToken({ ...input, appCertificate }), token, id);
      }
    },

    'issues the same tokens through an issuer'(lib, assert, { reference }) {
      for (const { id, appCertificate, inputs, token } of reference) {
        for (const { appId, ...request } of inputs) {
          assert.equal(lib.createTokenIssuer({ appId, appCertificate }).token(request), token, id);
        }
      }
    },

    'decodes every golden token to its contents'(lib, assert, { golden }) {
      for (const { id, content, token, payload } of golden) {
        const { signature, ...decoded } = lib.decodeToken(token);
        assert.equal(hex(signature), payload.slice(4, 68), id);
        assert.equal(decoded, { ...content, expiresAt: content.issuedAt + content.expiresIn }, id);
      }
    },

    'verifies every golden and reference token, with its own certificate only'(lib, assert, { golden, reference }) {
      for (const { id, appCertificate, content, token } of [...golden, ...reference]) {
        if (appCertificate === null) continue;
        const options = { appId: content.appId, now: content.issuedAt, clockTolerance: 1 };
        const certificates = [OTHER_CERTIFICATE, appCertificate];
        const verified = lib.verifyToken(token, { ...options, appCertificate: certificates });
        assert.equal(verified.certificateIndex, 1, id);
        const wrong = { ...options, appCertificate: OTHER_CERTIFICATE };
        assert.refused(() => lib.verifyToken(token, wrong), { code: 'ERR_SIGNATURE', field: 'signature' }, id);
      }
    },

    'has a code for each reason to reject a genuine token'(lib, assert) {
      const token = lib.buildChatUserToken(chatUser);
      const verify = (options) => () =>
        lib.verifyToken(token, { appCertificate: CERTIFICATE, now: issue.issuedAt, ...options });
      assert.refused(verify({ now: issue.issuedAt + 3600 }), { code: 'ERR_EXPIRED', field: 'expiresAt' });
      assert.refused(verify({ now: issue.issuedAt - 1 }), { code: 'ERR_NOT_YET_VALID', field: 'issuedAt' });
      assert.refused(verify({ appId: CERTIFICATE }), { code: 'ERR_APP_ID', field: 'appId' });
      assert.refused(verify({ maxLifetime: 3599 }), { code: 'ERR_LIMIT', field: 'expiresIn' });
      assert.refused(verify({ require: { service: 'rtc' } }), { code: 'ERR_PRIVILEGE', field: 'require.service' });
      assert.refused(verify({ require: { service: 'chat', userId: 'bob' } }), {
        code: 'ERR_PRIVILEGE',
        field: 'require.userId',
      });
      const { userId, privileges } = verify({ require: { service: 'chat', privilege: 'user' } })().services[0];
      assert.equal({ userId, privileges }, { userId: 'alice', privileges: { user: 3600 } });
    },

    'refuses every string that is not a token'(lib, assert, { refused }) {
      for (const { id, token } of refused) {
        assert.refused(() => lib.decodeToken(token), { code: /^ERR_(VERSION|FORMAT)$/, field: /|/ }, id);
      }
      assert.refused(() => lib.decodeToken(null), { code: 'ERR_INPUT', field: 'token' });
      const token = lib.buildChatUserToken(chatUser);
      assert.refused(() => lib.decodeToken(`${token}=`), { code: 'ERR_FORMAT' });
      assert.refused(() => lib.decodeToken(token, { maxPayload: 8 }), { code: 'ERR_LIMIT' });
    },

    "makes the Chat tokens of Agora's own tests"(lib, assert, { golden }) {
      const chatOnly = golden.filter(
        ({ appCertificate, content: { services } }) =>
          appCertificate !== null && services.length === 1 && services[0].service === 'chat',
      );
      assert.equal(chatOnly.length, 6);
      for (const { id, appCertificate, content, zlibToken } of chatOnly) {
        const { services, ...options } = content;
        const { userId } = services[0];
        const chat = { ...options, appCertificate };
        const made = userId === '' ? lib.buildChatAppToken(chat) : lib.buildChatUserToken({ ...chat, userId });
        assert.equal(made, zlibToken, id);
      }
    },

    'refuses Chat tokens that Chat would refuse'(lib, assert) {
      const build = (options) => () => lib.buildChatUserToken({ ...chatUser, ...options });
      assert.refused(build({ expiresIn: 86_401 }), { code: 'ERR_INPUT', field: 'expiresIn' });
      assert.refused(build({ userId: '' }), { code: 'ERR_INPUT', field: 'userId' });
      assert.refused(build({ userId: '\ud800' }), { code: 'ERR_INPUT', field: 'userId' });
      assert.refused(build({ userId: 'é' }), { code: 'ERR_INPUT', field: 'userId' });
      assert.refused(build({ appCertificate: 'secret' }), { code: 'ERR_INPUT', field: 'appCertificate' });
      assert.refused(build({ userId: 7 }), { code: 'ERR_INPUT', field: 'userId' });
    },

    'makes RTC and RTM tokens'(lib, assert) {
      const rtc = { ...credentials, ...issue, channelName: 'lobby', uid: 42, role: 'subscriber' };
      assert.equal(lib.decodeToken(lib.buildRtcToken(rtc)).services, [
        { service: 'rtc', privileges: { joinChannel: 0 }, channelName: 'lobby', uid: '42' },
      ]);
      const permissions = { messageChannels: { read: ['lobby'] } };
      const rtm = lib.decodeToken(lib.buildRtmToken({ ...chatUser, permissions })).services[0];
      assert.equal([rtm.service, rtm.userId, rtm.permissions.messageChannels.read], ['rtm2', 'alice', ['lobby']]);
    },

    'keeps every character of a name'(lib, assert) {
      const services = [{ service: 'chat', userId: UNICODE, privileges: { user: 0 } }];
      const token = lib.buildToken({ ...credentials, ...issue, services });
      assert.equal(lib.decodeToken(token).services[0].userId, UNICODE);
    },

    'writes and reads a token of many blocks'(lib, assert) {
      const names = [];
      for (let i = 0, mixed = 1; i < 5000; i++) {
        mixed = (mixed * 48_271) % 0x7fffffff;
        names.push(`channel-${mixed}`);
      }
      const permissions = { messageChannels: { read: names } };
      const services = [{ service: 'rtm2', userId: 'alice', permissions, privileges: { login: 0 } }];
      const token = lib.buildToken({ ...credentials, ...issue, services });
      assert.equal(lib.decodeToken(token).services[0].permissions.messageChannels.read, names);
    },

    'takes time and salt from the host by default'(lib, assert) {
      const { expiresIn, userId } = chatUser;
      const build = () => lib.decodeToken(lib.buildChatUserToken({ ...credentials, expiresIn, userId }));
      const before = Math.floor(Date.now() / 1000);
      const tokens = Array.from({ length: 20 }, build);
      const after = Math.floor(Date.now() / 1000);
      for (const { issuedAt, salt } of tokens) {
        assert.equal([issuedAt >= before, issuedAt <= after, salt >= 1, salt <= 99_999_999], [true, true, true, true]);
      }
      assert.equal(new Set(tokens.map(({ salt }) => salt)).size > 1, true);
    },

    'explains every string that it refuses, without throwing'(lib, assert, { refused }) {
      for (const { id, token } of refused) {
        const [first] = lib.explainToken(token);
        assert.equal([first.severity, typeof first.message, typeof first.remedy], ['error', 'string', 'string'], id);
      }
    },

    'explains a readable token, and finds nothing wrong with a valid one'(lib, assert) {
      const token = lib.buildChatUserToken(chatUser);
      const codes = (text, options) => lib.explainToken(text, options).map(({ code }) => code);
      const good = { appCertificate: CERTIFICATE, now: issue.issuedAt };
      assert.equal(codes(token, good), []);
      assert.equal(codes(token, { ...good, appCertificate: OTHER_CERTIFICATE })[0], 'wrong-certificate');
      assert.equal(codes(` ${token}\n`, good)[0], 'white-space');
    },

    'throws errors with a name and a code, without secrets'(lib, assert) {
      const token = lib.buildChatUserToken(chatUser);
      const error = assert.thrown(() => lib.verifyToken(token, { appCertificate: OTHER_CERTIFICATE }));
      assert.equal(
        [error instanceof lib.TokenError, error instanceof Error, error.name, error.code, error.message],
        [true, true, 'TokenError', 'ERR_SIGNATURE', 'the signature does not match'],
      );
    },
  },

  'accesstoken2/agora-token': {
    'makes the tokens of npm agora-token on Node.js'(lib, assert) {
      const { appId, appCertificate } = credentials;
      const ids = [appId, appCertificate];
      const channelName = '7d72365eb983485397e3e3f9d460bdda';
      const rtcAndRtm = [channelName, '2882341273', lib.RtcRole.PUBLISHER, 600, 600, 600, 600, 600, 'test_user', 600];
      const made = atOnce(issue.issuedAt, () => ({
        chatUser: lib.ChatTokenBuilder.buildUserToken(...ids, '2882341273', 600),
        chatApp: lib.ChatTokenBuilder.buildAppToken(...ids, 600),
        rtcAndRtm: lib.RtcTokenBuilder.buildTokenWithRtm2(...ids, ...rtcAndRtm),
      }));
      assert.equal(made, NPM_AGORA_TOKEN);
    },

    'returns an empty string for an invalid ID, as the official package does'(lib, assert) {
      assert.equal(lib.ChatTokenBuilder.buildUserToken('app', CERTIFICATE, 'alice', 600), '');
    },

    'refuses a lifetime that is a Unix time'(lib, assert) {
      const { appId, appCertificate } = credentials;
      const build = () => lib.ChatTokenBuilder.buildUserToken(appId, appCertificate, 'alice', 1_700_000_000);
      assert.refused(build, { code: 'ERR_INPUT', field: 'expire' });
    },
  },

  'accesstoken2/client': {
    'creates a session that does nothing before login'(lib, assert) {
      const asked = [];
      const host = { now: () => 0, wall: () => 0, timer: () => () => {}, random: () => 0, onWake: () => () => {} };
      const adapter = { login: () => asked.push('login'), logout: () => {}, listen: () => () => {} };
      const session = lib.createChatSession(adapter, { host, fetchToken: () => asked.push('token') });
      assert.equal([session.state, asked], ['signed-out', []]);
      assert.refused(() => lib.createChatSession(adapter, { host }), { code: 'ERR_INPUT', field: 'fetchToken' });
      assert.equal(new lib.ChatSessionError('ERR_KICKED', 'elsewhere') instanceof Error, true);
    },
  },

  'accesstoken2/rest': {
    'creates a client for a back end, and refuses to send a token unencrypted'(lib, assert) {
      const clock = { now: () => issue.issuedAt, sleep: () => {} };
      const options = { appId: credentials.appId, credentials, fetch: () => {}, clock, random: () => 0 };
      const make = (host) => () => lib.createChatRestClient({ ...options, host });
      assert.equal(typeof make('a41.chat.agora.io')().listUsers, 'function');
      assert.equal(assert.thrown(make('http://a41.chat.agora.io')).code, 'ERR_INPUT');
    },
  },

  'accesstoken2/trace': {
    'traces every byte of a token'(lib, assert, { golden }) {
      const { payload, spans } = lib.traceToken(golden[0].token);
      assert.equal([spans[0].start, spans[0].field, spans[spans.length - 1].end], [0, 'signature', payload.length]);
    },
  },
};

/** The result of `make` at this Unix second with the salt 1; the drop-in takes both from the host. */
function atOnce(unixSeconds, make) {
  const { now } = Date;
  const { random } = Math;
  Date.now = () => unixSeconds * 1000;
  Math.random = () => 0;
  try {
    return make();
  } finally {
    Date.now = now;
    Math.random = random;
  }
}

const assert = {
  equal(actual, expected, about = '') {
    const [got, wanted] = [show(actual), show(expected)];
    if (got !== wanted) throw new Error(`${about} expected ${wanted.slice(0, 300)}, got ${got.slice(0, 300)}`);
  },

  thrown(action, about = '') {
    try {
      action();
    } catch (error) {
      return error;
    }
    throw new Error(`${about} nothing was thrown`);
  },

  throwsTypeError(action, about = '') {
    assert.equal(assert.thrown(action, about) instanceof TypeError, true, about);
  },

  /** Requires code and field; a pattern if the vector does not specify them. */
  refused(action, { code, field }, about = '') {
    const error = assert.thrown(action, about);
    const matches = (value, wanted) => (wanted instanceof RegExp ? wanted.test(value) : value === wanted);
    if (error.name !== 'TokenError' || !matches(error.code, code) || !matches(error.field, field)) {
      throw new Error(`${about} expected ${code} of ${field}, got ${error.code} of ${error.field}: ${error.message}`);
    }
  },
};

/** JSON with sorted keys: vectors and tokens are plain data. */
function show(value) {
  return JSON.stringify(value, (_, one) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

function hex(bytes) {
  return Array.from(bytes, (byte) => (byte < 16 ? '0' : '') + byte.toString(16)).join('');
}

/** Tests the given entry points and returns the results as data. */
export function runSuite(entries, vectors) {
  const failures = [];
  let passed = 0;
  for (const entry of Object.keys(entries)) {
    for (const [name, fact] of Object.entries(facts[entry] ?? {})) {
      try {
        fact(entries[entry], assert, vectors);
        passed++;
      } catch (error) {
        failures.push(`${entry}: ${name}: ${error?.message ?? error}`);
      }
    }
  }
  return { passed, failures };
}
