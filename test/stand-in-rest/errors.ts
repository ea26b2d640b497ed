/** The API's error bodies. */

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export function refuse(status: number, error: string, description: string): Answer {
  const exception = `com.stand.in.${error}`;
  return {
    status,
    body: { error, error_description: description, exception, timestamp: 1_700_000_000_000, duration: 0 },
  };
}
