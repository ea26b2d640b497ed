/** The two RTC roles. */
import { fieldError } from '../checks.ts';
import { numberOf } from './arguments.ts';

/** Whether a user may send or only join. */
export const RtcRole: {
  /** 1: may join, and send audio, video and data. */
  readonly PUBLISHER: number;
  /** 2: may join. Agora stops subscribers from sending only if the project has co-host authentication switched on. */
  readonly SUBSCRIBER: number;
} = { PUBLISHER: 1, SUBSCRIBER: 2 };

/** As in the official package, any integer except 1 is a subscriber. Anything else is refused. */
export function isPublisher(role: unknown, field: string): boolean {
  const number = numberOf(role);
  if (Number.isSafeInteger(number)) return number === RtcRole.PUBLISHER;
  throw fieldError('ERR_INPUT', field, 'must be RtcRole.PUBLISHER or RtcRole.SUBSCRIBER');
}
