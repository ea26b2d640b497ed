/** The log where pino is not at home: one JSON object a line on the console. */
import { createJsonLogger, type Logger, type LogLevel } from './logger.ts';

export function createConsoleLogger(level: LogLevel): Logger {
  return createJsonLogger(level, (line) => console.log(line));
}
