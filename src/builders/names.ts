/** The names in a token: users, accounts, channels and rooms. None of them may be empty. */
import { fieldError, requireString } from '../checks.ts';
import { utf8Length } from '../wire/utf8.ts';

/** A well-formed string of 1 to `maxBytes` bytes of UTF-8. */
export function requireName(value: unknown, maxBytes: number, field: string): string {
  const name = requireString(value, field);
  const length = utf8Length(name);
  if (length < 0) throw fieldError('ERR_INPUT', field, 'contains a lone surrogate');
  if (length < 1 || length > maxBytes) {
    throw fieldError('ERR_INPUT', field, `must be 1 to ${maxBytes} bytes long, got ${length}`);
  }
  return name;
}
