/** The payload (signature and signing content, before compression) that is built at most and read by default: 1 MiB. */
export const DEFAULT_MAX_PAYLOAD = 1_048_576;
