/**
 * Sizes that building and reading share. A file of its own: a reader that does not verify must not pull in the hashes.
 */

/** An HMAC-SHA256. */
export const SIGNATURE_BYTES = 32;

/** A payload begins with the signature as a text, u16 length and bytes; behind it stands the signing content. */
export const SIGNATURE_START = 2;
export const CONTENT_START: number = SIGNATURE_START + SIGNATURE_BYTES;

/** The payload (signature and signing content, before compression) that is built at most and read by default: 1 MiB. */
export const DEFAULT_MAX_PAYLOAD = 1_048_576;
