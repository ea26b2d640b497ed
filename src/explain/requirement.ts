/** What a token lacks of what it must grant. */
import type { DecodedService } from '../services/registry.ts';
import type { DecodedToken } from '../token/parse.ts';
import { type CheckedRequirement, fieldOf, findShortfall, type Shortfall } from '../token/require.ts';
import { finding } from './catalog.ts';
import type { Finding } from './finding.ts';
import type { Settings } from './settings.ts';
import { durationWords, timeWords } from './words.ts';

export function* checkRequirement(token: DecodedToken, settings: Settings): Generator<Finding> {
  const { required, now, clockTolerance } = settings;
  if (required === undefined) return;
  const shortfall = findShortfall(token, required, now - clockTolerance);
  if (shortfall !== undefined) yield explainShortfall(shortfall, required, now);
}

function explainShortfall(shortfall: Shortfall, required: CheckedRequirement, now: number): Finding {
  switch (shortfall.lacks) {
    case 'service':
      return finding('service-missing', `It does not grant ${required.service}.`);
    case 'field':
      return explainMismatch(shortfall.field, shortfall.candidates, required);
    case 'privilege':
      return explainPrivilege(shortfall.candidates, required);
    case 'time': {
      const { expiredAt } = shortfall;
      const ago = durationWords(now - expiredAt);
      return finding('privilege-expired', `The privilege expired at ${timeWords(expiredAt)}, ${ago} ago.`);
    }
  }
}

/** The fields that name a user. */
const USER_FIELDS: readonly string[] = ['userId', 'userUuid', 'uid', 'account'];

function explainMismatch(field: string, candidates: readonly DecodedService[], required: CheckedRequirement): Finding {
  const { service, fields } = required;
  if (!USER_FIELDS.includes(field)) {
    return finding('field-differs', `The ${field} of its ${service} grant is not the required one.`);
  }
  // An app token names no user.
  if (candidates.every((one) => isAppGrant(one)) && required.privilege !== 'app') return appTokenForLogin();
  const expected = String(fields.find(([name]) => name === field)?.[1]).toLowerCase();
  const isOtherCase = candidates.some((one) => {
    const actual = fieldOf(one, field);
    return typeof actual === 'string' && actual.toLowerCase() === expected;
  });
  return isOtherCase
    ? finding('user-case-differs', `Its ${field} differs from the required one by upper and lower case only.`)
    : finding('user-differs', `Its ${field} is not the required one.`);
}

function explainPrivilege(candidates: readonly DecodedService[], { service, privilege }: CheckedRequirement): Finding {
  if (privilege === 'user' && candidates.every(isAppGrant)) return appTokenForLogin();
  if (privilege === 'app' && candidates.every((one) => 'user' in one.privileges)) {
    return finding('user-token-for-rest', 'It is a user token, where an app token is required.');
  }
  return finding('privilege-missing', `Its ${service} grant does not hold the required privilege.`);
}

function isAppGrant({ privileges }: DecodedService): boolean {
  return 'app' in privileges && !('user' in privileges);
}

function appTokenForLogin(): Finding {
  return finding('app-token-for-login', 'It is an app token, with which no user can log in.');
}
