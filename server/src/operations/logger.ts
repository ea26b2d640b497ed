/** The log as the server sees it: pino's shape, so that a pino logger is one. */

export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const silent: Logger = { info() {}, warn() {}, error() {} };

/** One JSON object a line, for platforms that collect what is written to the console. */
export function createJsonLogger(write: (line: string) => void, clock: () => number = Date.now): Logger {
  const at = (level: string) => (fields: object, message: string) =>
    write(JSON.stringify({ level, time: new Date(clock()).toISOString(), ...fields, msg: message }));
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
