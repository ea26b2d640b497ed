/** The log on Node: pino, one JSON object a line on standard output. */
import { pino } from 'pino';
import { type Logger, type LogLevel, SECRET_FIELDS } from './logger.ts';

export function createPinoLogger(level: LogLevel): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), remove: true },
  });
}
