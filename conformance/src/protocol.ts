/** The messages between the runner and an adapter: one JSON object per line. README.md specifies them. */
import type { Vector } from './vectors.ts';

export interface Description {
  readonly name: string;
  readonly version: string;
  readonly language: string;
  readonly operations: readonly Operation[];
  /** What `verify` checks beside the signature. */
  readonly checks: readonly ('time' | 'privilege')[];
}

export type Operation = 'build' | 'decode' | 'verify';

export type Request = { readonly op: string } & Readonly<Record<string, unknown>>;

/** An adapter's answer: exactly one of the three. */
export type Answer = { readonly result: unknown } | { readonly error: string } | { readonly skip: string };

const operations = { build: 'build', read: 'decode', verify: 'verify', refuse: 'verify' } as const;

/** The operation that a vector tests. */
export function operationFor(vector: Vector): Operation {
  return (vector.kind === 'refuse' && vector.operation) || operations[vector.kind];
}

/** The request for a vector. */
export function requestFor(vector: Vector): Request {
  switch (vector.kind) {
    case 'build':
      return { op: 'build', ...vector.input };
    case 'read':
      return { op: 'decode', token: vector.token };
    case 'verify':
    case 'refuse': {
      const { token, appCertificate, now } = vector;
      if (operationFor(vector) === 'decode') return { op: 'decode', token };
      const requirement = vector.kind === 'verify' ? vector.require : undefined;
      return { op: 'verify', token, appCertificate, now, ...(requirement && { require: requirement }) };
    }
  }
}

/** Parses a line as the answer to request `id`; `undefined` if it is not one. */
export function parseAnswer(line: string, id: number): Answer | undefined {
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof message !== 'object' || message === null || !('id' in message) || message.id !== id) return undefined;
  const { result, error, skip } = message as Readonly<Record<string, unknown>>;
  if (typeof error === 'string') return { error };
  if (typeof skip === 'string') return { skip };
  return result === undefined ? undefined : { result };
}

/** Checks the types of a description; `undefined` if any is wrong. */
export function parseDescription(result: unknown): Description | undefined {
  if (typeof result !== 'object' || result === null) return undefined;
  const { name, version, language, operations, checks = [] } = result as Readonly<Record<string, unknown>>;
  const isText = (value: unknown) => typeof value === 'string' && value !== '';
  const isListOf = (value: unknown, allowed: readonly string[]) =>
    Array.isArray(value) && value.every((one) => allowed.includes(one));
  if (!isText(name) || !isText(version) || !isText(language)) return undefined;
  if (!isListOf(operations, ['build', 'decode', 'verify']) || !isListOf(checks, ['time', 'privilege']))
    return undefined;
  return { name, version, language, operations, checks } as Description;
}
