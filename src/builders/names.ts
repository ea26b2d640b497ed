/** The names that tokens are made out to: users, accounts, channels. An empty one would be a token for nobody. */

import { requireString } from '../checks.ts';
import { TokenError } from '../errors.ts';
import { utf8Length } from '../wire/utf8.ts';

/** A well-formed text of 1 to `maxBytes` bytes of UTF-8. */
export function requireName(value: unknown, maxBytes: number, field: string): string {
  const name = requireString(value, field);
  const length = utf8Length(name);
  if (length < 0) throw new TokenError('ERR_INPUT', `${field} holds half of a surrogate pair`, { field });
  if (length < 1 || length > maxBytes) {
    throw new TokenError('ERR_INPUT', `${field} must be 1 to ${maxBytes} bytes long, got ${length}`, { field });
  }
  return name;
}
