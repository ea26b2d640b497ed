/** Checks the times in the header of a token. */
import { AGORA_MAX_LIFETIME } from '../checks.ts';
import type { TokenHeader } from '../token/content.ts';
import { looksAbsolute } from '../token/options.ts';
import { finding } from './catalog.ts';
import type { Finding } from './finding.ts';
import type { Settings } from './settings.ts';
import { durationWords, timeWords } from './words.ts';

export function* checkTimes({ issuedAt, expiresIn }: TokenHeader, settings: Settings): Generator<Finding> {
  const { now, clockTolerance, maxLifetime } = settings;
  const expiresAt = issuedAt + expiresIn;
  if (issuedAt > now + clockTolerance) {
    const ahead = durationWords(issuedAt - now);
    yield finding('not-yet-valid', `It was issued in the future, at ${timeWords(issuedAt)}, ${ahead} from now.`);
  }
  if (expiresAt <= now - clockTolerance) {
    const ago = durationWords(now - expiresAt);
    yield finding('expired', `It expired at ${timeWords(expiresAt)}, ${ago} ago.`);
  }
  if (maxLifetime !== undefined && expiresIn > maxLifetime) {
    yield finding('lifetime-over-maximum', `Its lifetime is ${expiresIn} seconds; at most ${maxLifetime} are allowed.`);
  }
  if (expiresIn === 0) yield finding('lifetime-zero', 'Its lifetime is 0 seconds: it expires the moment it is issued.');
  if (looksAbsolute(expiresIn)) {
    yield finding(
      'lifetime-absolute',
      `Its lifetime of ${expiresIn} seconds looks like a Unix time: it would expire at ${timeWords(expiresAt)}.`,
    );
  } else if (expiresIn > AGORA_MAX_LIFETIME) {
    yield finding(
      'lifetime-over-24h',
      `Its lifetime is ${durationWords(expiresIn)}, but Agora rejects tokens after 24 hours.`,
    );
  }
}
