/** What is often misunderstood about RTC tokens: who may join with them, how, and who may publish. */
import type { RtcService } from '../services/rtc.ts';
import type { FindingCode } from './finding.ts';
import type { GrantRule } from './grants.ts';

export const rtcRules: readonly GrantRule[] = [
  rule('any-uid', ({ uid }) => (uid === '' ? 'It is for any uid: anyone who has it may join.' : undefined)),
  rule('uid-zero', ({ uid }) =>
    uid === '0' ? 'Its uid is the string "0", which is one user, not any user.' : undefined,
  ),
  rule('uid-account', ({ uid }) =>
    /^[0-9]*$/.test(uid) ? undefined : 'Its uid is a user account: a string, not a number.',
  ),
  rule('publish-missing', ({ privileges }) =>
    'joinChannel' in privileges && !Object.keys(privileges).some((name) => name.startsWith('publish'))
      ? 'Its rtc grant allows joining, but not publishing.'
      : undefined,
  ),
];

/** @__NO_SIDE_EFFECTS__ */
function rule(code: FindingCode, find: (rtc: RtcService) => string | undefined): GrantRule {
  return { code, find: (service) => (service.service === 'rtc' ? find(service) : undefined) };
}
