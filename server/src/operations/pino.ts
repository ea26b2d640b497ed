/** The log on Node: pino, one JSON object a line on standard output. */
import { pino } from 'pino';
import type { Logger } from './logger.ts';

/** Belt and braces: nothing of the kind is handed to the logger, and if it ever were, it would not be written. */
const SECRET_FIELDS = ['token', 'authorization', 'appCertificate', 'password', 'headers'];

export function createPinoLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), remove: true },
  });
}
