/**
 * Sizes that building and reading share. A file of its own: a reader that does not verify must not pull in the hashes.
 */

/** An HMAC-SHA256. */
export const SIGNATURE_BYTES = 32;

/** Where the signing content begins in a payload: in front of it the signature stands as a text, u16 length and bytes. */
export const CONTENT_START: number = 2 + SIGNATURE_BYTES;

/** The payload (signature and signing content, before compression) that is built at most and read by default: 1 MiB. */
export const DEFAULT_MAX_PAYLOAD = 1_048_576;
