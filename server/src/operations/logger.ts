/** The log as the server sees it. The interface has pino's shape, so that a pino logger is one. */

export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const noLog: Logger = { info() {}, warn() {}, error() {} };

/** No caller passes these fields; if one ever does, they are not written. */
export const SECRET_FIELDS: readonly string[] = ['token', 'authorization', 'appCertificate', 'password', 'headers'];

/** From everything to nothing. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Finds them in a line: a value can't match, because its quotes are escaped. */
const SECRET_FIELD = new RegExp(`"(${SECRET_FIELDS.join('|')})":`);

/** One JSON object per line, in pino's format. */
export function createJsonLogger(
  level: LogLevel,
  write: (line: string) => void,
  clock: () => number = Date.now,
): Logger {
  let millisecond = Number.NaN;
  let time = '';
  /** A request has two lines, mostly of one millisecond, and formatting a time takes half as long as a line's JSON. */
  function timestamp(): string {
    const now = clock();
    if (now !== millisecond) {
      millisecond = now;
      time = new Date(now).toISOString();
    }
    return time;
  }

  const at = (own: LogLevel) => {
    if (LOG_LEVELS.indexOf(own) < LOG_LEVELS.indexOf(level)) return () => {};
    return (fields: object, message: string) => {
      const line = { level: own, time: timestamp(), ...fields, msg: message };
      const text = JSON.stringify(line);
      // A replacer makes JSON.stringify several times slower, and is needed for no line that the server writes.
      write(SECRET_FIELD.test(text) ? JSON.stringify(line, omitSecrets) : text);
    };
  };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

function omitSecrets(name: string, value: unknown): unknown {
  return SECRET_FIELDS.includes(name) ? undefined : value;
}

export function createConsoleLogger(level: LogLevel): Logger {
  return createJsonLogger(level, (line) => console.log(line));
}

/** What may be logged of an unexpected error: its name and stack, but not its message, which may quote a secret. */
export function describeFault(error: unknown): object {
  if (!(error instanceof Error)) return { fault: typeof error };
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    fault: error.name,
    ...(typeof code === 'string' && { faultCode: code }),
    stack: frames.slice(0, 8).map((line) => line.trim()),
    ...(error.cause !== undefined && { cause: describeFault(error.cause) }),
  };
}
