/** Agora's maxima are in bytes of UTF-8. */
import { Refusal } from '../refusals.ts';

const utf8 = new TextEncoder();

export function requireLength(text: string, maxBytes: number, name: string): void {
  const bytes = utf8.encode(text).length;
  if (bytes >= 1 && bytes <= maxBytes) return;
  throw new Refusal('ERR_INPUT', `${name} must be 1 to ${maxBytes} bytes long, got ${bytes}`);
}
