/**
 * What surrounds the signing content: the version, the signature, and the sizes that building and reading share. In a
 * separate file, so that decoding alone does not bundle the hashes.
 */

/** An AccessToken2 begins with these characters. Older formats begin with 003 to 006 and are otherwise unrelated. */
export const VERSION = '007';

/** An HMAC-SHA256. */
export const SIGNATURE_BYTES = 32;

/** A payload begins with the signature as a string, u16 length and bytes; the signing content follows. */
export const SIGNATURE_START = 2;
export const CONTENT_START: number = SIGNATURE_START + SIGNATURE_BYTES;

/** The largest payload that is built, or read by default: signature and signing content before compression, 1 MiB. */
export const DEFAULT_MAX_PAYLOAD = 1_048_576;
