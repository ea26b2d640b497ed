/** Reports probable mistakes in what a token grants, without knowing its use. */
import { type DecodedService, serviceByName } from '../services/registry.ts';
import { looksAbsolute } from '../token/options.ts';
import type { DecodedToken } from '../token/parse.ts';
import { fieldOf } from '../token/require.ts';
import { finding } from './catalog.ts';
import type { Finding, FindingCode } from './finding.ts';
import { USER_FIELDS } from './users.ts';
import { counted, durationWords, timeWords } from './words.ts';

/** A check of one service; it returns a message if there is something to report. */
export interface GrantRule {
  readonly code: FindingCode;
  find(service: DecodedService, token: DecodedToken): string | undefined;
}

const rules: readonly GrantRule[] = [
  {
    code: 'no-privilege',
    find({ service, privileges }) {
      const hasNames = Object.keys(serviceByName(service)?.privilegeNames ?? {}).length > 0;
      return hasNames && Object.keys(privileges).length === 0 ? `Its ${service} grant has no privilege.` : undefined;
    },
  },
  {
    code: 'user-empty',
    find(service) {
      const isForUser = Object.keys(service.privileges).some((privilege) => privilege !== 'app');
      const isEmpty = fieldOf(service, 'userId') === '' || fieldOf(service, 'userUuid') === '';
      return isForUser && isEmpty ? `Its ${service.service} grant is for a user, but the user is empty.` : undefined;
    },
  },
  {
    code: 'user-placeholder',
    find(service) {
      const field = USER_FIELDS.find((name) => PLACEHOLDERS.has(fieldOf(service, name)));
      if (field === undefined) return undefined;
      return `The ${field} of its ${service.service} grant looks like a missing value that was converted to a string.`;
    },
  },
  {
    code: 'name-spaces',
    find(service) {
      const field = NAME_FIELDS.find((name) => /^\s|\s$/.test(String(fieldOf(service, name) ?? '')));
      return field === undefined
        ? undefined
        : `The ${field} of its ${service.service} grant begins or ends with white space.`;
    },
  },
  privilegeRule('lifetime-absolute', (seconds, { issuedAt }) =>
    looksAbsolute(seconds) ? `looks like a Unix time: it would expire at ${timeWords(issuedAt + seconds)}` : undefined,
  ),
  privilegeRule('privilege-before-token', (seconds, { expiresIn }) =>
    seconds < expiresIn ? `expires ${durationWords(expiresIn - seconds)} before the token` : undefined,
  ),
  privilegeRule('privilege-after-token', (seconds, { expiresIn }) =>
    seconds > expiresIn && !looksAbsolute(seconds)
      ? `would expire ${durationWords(seconds - expiresIn)} after the token`
      : undefined,
  ),
];

/** Not `[...USER_FIELDS, …]`: bundlers keep an unused array that spreads another one. */
const NAME_FIELDS = ['userId', 'userUuid', 'uid', 'account', 'channelName', 'roomUuid'];

const PLACEHOLDERS: ReadonlySet<unknown> = new Set([
  'undefined',
  'null',
  'NaN',
  'None',
  'nil',
  '(null)',
  '[object Object]',
  'System.Byte[]',
]);

/**
 * A rule that reports the first privilege that it applies to. It skips 0, which means that it expires with the token.
 * @__NO_SIDE_EFFECTS__
 */
function privilegeRule(
  code: FindingCode,
  describe: (seconds: number, token: DecodedToken) => string | undefined,
): GrantRule {
  return {
    code,
    find({ service, privileges }, token) {
      for (const [privilege, seconds] of Object.entries(privileges)) {
        const description = seconds === 0 ? undefined : describe(seconds, token);
        if (description !== undefined) return `The privilege ${privilege} of its ${service} grant ${description}.`;
      }
      return undefined;
    },
  };
}

export function* checkGrants(token: DecodedToken): Generator<Finding> {
  yield* applyRules(rules, token);
  const { services, unknown } = token;
  if (unknown?.serviceType !== undefined) {
    const bytes = counted(unknown.bytes.length, 'byte');
    yield finding(
      'unknown-service',
      `It grants service type ${unknown.serviceType}, which this library cannot read: ${bytes}.`,
    );
  } else if (unknown !== undefined) {
    yield finding('unread-bytes', `Its last service is followed by ${counted(unknown.bytes.length, 'extra byte')}.`);
  } else if (services.length === 0) {
    yield finding('no-service', 'It grants nothing.');
  }
}

/** Yields at most one finding per rule, about the first service that it applies to: a token may have thousands. */
export function* applyRules(rules: readonly GrantRule[], token: DecodedToken): Generator<Finding> {
  for (const { code, find } of rules) {
    for (const service of token.services) {
      const message = find(service, token);
      if (message === undefined) continue;
      yield finding(code, message);
      break;
    }
  }
}
