/** What a token grants, looked at without knowing what it is presented for: what was probably not meant. */
import { type DecodedService, serviceByName } from '../services/registry.ts';
import { looksAbsolute } from '../token/options.ts';
import type { DecodedToken } from '../token/parse.ts';
import { fieldOf } from '../token/require.ts';
import { finding } from './catalog.ts';
import type { Finding, FindingCode } from './finding.ts';
import { counted, durationWords, timeWords } from './words.ts';

/** A check of one service; it returns the message where there is something to find. */
export interface GrantRule {
  readonly code: FindingCode;
  find(service: DecodedService, token: DecodedToken): string | undefined;
}

const rules: readonly GrantRule[] = [
  {
    code: 'no-privilege',
    find({ service, privileges }) {
      const hasNames = Object.keys(serviceByName(service)?.privilegeNames ?? {}).length > 0;
      return hasNames && Object.keys(privileges).length === 0 ? `Its ${service} grant holds no privilege.` : undefined;
    },
  },
  {
    code: 'user-empty',
    find(service) {
      const isForUser = Object.keys(service.privileges).some((privilege) => privilege !== 'app');
      const isEmpty = fieldOf(service, 'userId') === '' || fieldOf(service, 'userUuid') === '';
      return isForUser && isEmpty ? `Its ${service.service} grant is for a user, but names none.` : undefined;
    },
  },
  {
    code: 'user-placeholder',
    find(service) {
      const field = USER_FIELDS.find((name) => PLACEHOLDERS.has(fieldOf(service, name)));
      if (field === undefined) return undefined;
      return `The ${field} of its ${service.service} grant is what a programming language prints for a missing value.`;
    },
  },
  {
    code: 'uid-zero',
    find: (service) =>
      fieldOf(service, 'uid') === '0' ? 'Its uid is the text "0", which is one user and not any user.' : undefined,
  },
  privilegeRule('lifetime-absolute', (seconds, { issuedAt }) =>
    looksAbsolute(seconds) ? `looks like a point in time: it would end at ${timeWords(issuedAt + seconds)}` : undefined,
  ),
  privilegeRule('privilege-before-token', (seconds, { expiresIn }) =>
    seconds < expiresIn ? `ends ${durationWords(expiresIn - seconds)} before the token` : undefined,
  ),
  privilegeRule('privilege-after-token', (seconds, { expiresIn }) =>
    seconds > expiresIn && !looksAbsolute(seconds)
      ? `would end ${durationWords(seconds - expiresIn)} after the token`
      : undefined,
  ),
];

const USER_FIELDS = ['userId', 'userUuid', 'uid', 'account'];

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
 * A rule about the first privilege that it fits; 0 sets no end of its own.
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
      `It grants service type ${unknown.serviceType}; the ${bytes} from there on are not read.`,
    );
  } else if (unknown !== undefined) {
    yield finding('unread-bytes', `Behind its last service there is more: ${counted(unknown.bytes.length, 'byte')}.`);
  } else if (services.length === 0) {
    yield finding('no-service', 'It grants nothing.');
  }
}

/** One finding a rule, about the first service that it fits: a token may hold thousands. */
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
