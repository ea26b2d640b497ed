/** The two RTC roles, as numbers that callers pass. */
import { requireInteger } from '../checks.ts';
import { numberOf } from './arguments.ts';

/** Whether a user may send, or only join. */
export const RtcRole: {
  /** 1: may join, and send audio, video and data. */
  readonly PUBLISHER: number;
  /** 2: may join. Agora keeps subscribers from sending only in projects with co-host authentication. */
  readonly SUBSCRIBER: number;
} = { PUBLISHER: 1, SUBSCRIBER: 2 };

/** As in the official package, a number that is not 1 grants the least. No number at all is refused. */
export function isPublisher(role: unknown, field: string): boolean {
  return requireInteger(numberOf(role), Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, field) === 1;
}
