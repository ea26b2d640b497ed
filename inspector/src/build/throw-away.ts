/** Credentials of no app: drawn at random, so that what they sign opens nothing of anybody's. */

type Fill = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;

const draw: Fill = (bytes) => crypto.getRandomValues(bytes);

/** 32 hexadecimal digits, the form of app ids and certificates. */
export function throwAwayId(fill: Fill = draw): string {
  return Array.from(fill(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
