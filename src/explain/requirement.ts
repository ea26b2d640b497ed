/** Explains why a token does not meet `require`. */
import type { DecodedService } from '../services/registry.ts';
import type { DecodedToken } from '../token/parse.ts';
import { type CheckedRequirement, fieldOf, findGrant, findShortfall, type Shortfall } from '../token/require.ts';
import { finding } from './catalog.ts';
import { UUID } from './chat.ts';
import type { Finding } from './finding.ts';
import type { Settings } from './settings.ts';
import { USER_FIELDS } from './users.ts';
import { durationWords, timeWords } from './words.ts';

export function* checkRequirement(token: DecodedToken, settings: Settings): Generator<Finding> {
  const { required, now, clockTolerance } = settings;
  if (required === undefined) return;
  const at = now - clockTolerance;
  if (findGrant(token, required, at) !== undefined) return;
  yield explainShortfall(findShortfall(token, required), required, now);
}

function explainShortfall(shortfall: Shortfall, required: CheckedRequirement, now: number): Finding {
  switch (shortfall.lacks) {
    case 'service':
      return finding('service-missing', `It does not grant ${required.service.name}.`);
    case 'field':
      return explainMismatch(shortfall.field, shortfall.candidates, required);
    case 'identity':
      return finding('wildcard-refused', `It is for any ${shortfall.field}, so it does not identify the user.`);
    case 'privilege':
      return explainPrivilege(shortfall.candidates, required);
    case 'time': {
      const { expiredAt } = shortfall;
      const ago = durationWords(now - expiredAt);
      return finding('privilege-expired', `The privilege expired at ${timeWords(expiredAt)}, ${ago} ago.`);
    }
  }
}

function explainMismatch(field: string, candidates: readonly DecodedService[], required: CheckedRequirement): Finding {
  const { service, fields } = required;
  if (!USER_FIELDS.includes(field)) {
    const code = field === 'channelName' ? 'channel-differs' : 'field-differs';
    return finding(code, `The ${field} of its ${service.name} grant is not the required one.`);
  }
  // An app token names no user.
  if (candidates.every((one) => isAppGrant(one)) && required.privilege !== 'app') return appTokenForLogin();
  if (service.name === 'chat' && candidates.some((one) => UUID.test(String(fieldOf(one, field))))) {
    return finding('user-is-uuid', 'It is for a UUID, which may or may not be the required user’s.');
  }
  const expected = String(fields.find(([name]) => name === field)?.[1]).toLowerCase();
  const isOtherCase = candidates.some((one) => {
    const actual = fieldOf(one, field);
    return typeof actual === 'string' && actual.toLowerCase() === expected;
  });
  return isOtherCase
    ? finding('user-case-differs', `Its ${field} differs from the required one in letter case only.`)
    : finding('user-differs', `Its ${field} is not the required one.`);
}

function explainPrivilege(candidates: readonly DecodedService[], { service, privilege }: CheckedRequirement): Finding {
  if (privilege === 'user' && candidates.every(isAppGrant)) return appTokenForLogin();
  if (privilege === 'app' && candidates.every((one) => 'user' in one.privileges)) {
    return finding('user-token-for-rest', 'It is a user token, but an app token is required.');
  }
  return finding('privilege-missing', `Its ${service.name} grant does not have the required privilege.`);
}

function isAppGrant({ privileges }: DecodedService): boolean {
  return 'app' in privileges && !('user' in privileges);
}

function appTokenForLogin(): Finding {
  return finding('app-token-for-login', 'It is an app token: no user can log in with it.');
}
