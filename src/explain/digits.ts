/** A lenient base64 decoder, for diagnosis only: it reads what the strict decoder refuses although its meaning is clear. */
import { decodeBase64 } from '../base64/base64.ts';
import { TokenError } from '../errors.ts';

/** The decoded base64 digits of a text, and whether their end is correct. */
export interface Digits {
  readonly bytes: Uint8Array;
  /** The number of digits. If it is one more than a multiple of four, the last digit alone does not make a byte. */
  readonly count: number;
  /** Whether the right number of `=` follows. */
  readonly isPadded: boolean;
  /** Whether the bits after the last byte are zero. */
  readonly isCanonical: boolean;
}

/** Returns undefined if `text` has anything but digits, and `=` signs at its end. */
export function readDigits(text: string): Digits | undefined {
  let count = text.length;
  while (count > 0 && text.charAt(count - 1) === '=') count--;
  const digits = text.slice(0, count);
  const rest = count % 4;
  try {
    // Filled up with zero digits, the strict decoder accepts any last digit.
    const filled = decodeBase64(rest === 0 ? digits : digits.padEnd(count + 4 - rest, 'A'));
    const length = (count * 6) >>> 3;
    return {
      bytes: filled.slice(0, length),
      count,
      isPadded: rest !== 1 && text.length - count === (4 - rest) % 4,
      isCanonical: filled.subarray(length).every((byte) => byte === 0),
    };
  } catch (error) {
    if (error instanceof TokenError) return undefined;
    throw error;
  }
}
