/** The log as the server sees it: pino's shape, so that a pino logger is one. */

export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const silent: Logger = { info() {}, warn() {}, error() {} };

/** Belt and braces: nothing of the kind is handed to the logger, and if it ever were, it would not be written. */
export const SECRET_FIELDS: readonly string[] = ['token', 'authorization', 'appCertificate', 'password', 'headers'];

/** From the least severe to no log at all. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One JSON object a line, as pino writes it, where pino does not run or would be too much. */
export function createJsonLogger(
  level: LogLevel,
  write: (line: string) => void,
  clock: () => number = Date.now,
): Logger {
  const at = (own: LogLevel) => (fields: object, message: string) => {
    if (LOG_LEVELS.indexOf(own) < LOG_LEVELS.indexOf(level)) return;
    const line = { level: own, time: new Date(clock()).toISOString(), ...fields, msg: message };
    write(JSON.stringify(line, (name, value) => (SECRET_FIELDS.includes(name) ? undefined : value)));
  };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

/** What may be logged of an unexpected error: its kind and place, but not what it says, which may quote a secret. */
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
