/** Compares an adapter's answer with what its vector expects. */
import { canonical } from './contents.ts';
import { payloadOf } from './payload.ts';
import { type Answer, type Description, operationFor } from './protocol.ts';
import type { BuildVector, Contents, ReadVector, Vector } from './vectors.ts';

/**
 * `pass`, `fail` and `skip` follow from an answer. The others mean that there was none: the process timed out (`hung`),
 * exited (`died`), exceeded the memory limit, or printed something else (`garbage`). `not-run`: the run was aborted
 * earlier.
 */
export type Status = 'pass' | 'fail' | 'skip' | 'hung' | 'died' | 'memory' | 'garbage' | 'not-run';

export interface Verdict {
  readonly status: Status;
  /** Why it did not pass. */
  readonly reason?: string;
  /** For a built token: whether its compressed text equals stock zlib's as well. */
  readonly stockText?: boolean;
}

const pass: Verdict = { status: 'pass' };
const fail = (reason: string): Verdict => ({ status: 'fail', reason });
const skip = (reason: string): Verdict => ({ status: 'skip', reason });

/** A skip if the implementation lacks what the vector needs; `undefined` if the vector has to be run. */
export function judgeBeforehand(vector: Vector, { operations, checks }: Description): Verdict | undefined {
  const operation = operationFor(vector);
  if (!operations.includes(operation)) return skip(`no operation ${operation}`);
  const needs = vector.kind === 'verify' ? vector.needs : undefined;
  return needs === undefined || checks.includes(needs) ? undefined : skip(`does not check ${needs}`);
}

export function judge(vector: Vector, answer: Answer): Verdict {
  if ('skip' in answer) return skip(answer.skip);
  switch (vector.kind) {
    case 'build':
      return judgeBuild(vector, answer);
    case 'read':
      return judgeRead(vector, answer);
    case 'verify':
      return judgeVerify(vector.valid, answer);
    case 'refuse':
      return operationFor(vector) === 'decode' ? judgeRefusedRead(answer) : judgeVerify(false, answer);
  }
}

function judgeBuild(vector: BuildVector, answer: Answer): Verdict {
  // Most of Agora's implementations return an empty string if they refuse.
  const refused = 'error' in answer || ('result' in answer && answer.result === '');
  if (vector.payload === undefined) return refused ? pass : fail('built a token; this input must be refused');
  if (refused && vector.mayRefuse) return pass;
  if ('error' in answer) return fail(`refused: ${answer.error}`);
  const { result } = answer as { result: unknown };
  const payload = payloadOf(result);
  if ('problem' in payload) return fail(payload.problem);
  if (payload.hex !== vector.payload) return fail(firstDifference(vector.payload, payload.hex));
  return { status: 'pass', stockText: result === vector.zlibToken };
}

function firstDifference(expected: string, actual: string): string {
  let at = 0;
  while (at < expected.length && expected.slice(at, at + 2) === actual.slice(at, at + 2)) at += 2;
  const around = (hex: string) => hex.slice(at, at + 16) || '(the end)';
  // The signature comes first and changes with everything else, so report the first difference after it.
  const signature = 68;
  if (at < signature && expected.slice(signature) !== actual.slice(signature)) {
    const rest = firstDifference(expected.slice(signature), actual.slice(signature));
    return rest.replace(/at byte (\d+)/, (_, byte) => `at byte ${Number(byte) + signature / 2}`);
  }
  const where = at < signature ? ', in the signature; the content is correct' : '';
  return `the payload differs at byte ${at / 2}${where}: expected ${around(expected)}…, got ${around(actual)}… (${expected.length / 2} and ${actual.length / 2} bytes)`;
}

function judgeRead(vector: ReadVector, answer: Answer): Verdict {
  if ('error' in answer) return vector.mayRefuse ? pass : fail(`refused: ${answer.error}`);
  const { result } = answer as { result: unknown };
  let actual: string;
  try {
    actual = canonical(result);
  } catch (error) {
    return fail(`the contents have the wrong shape: ${(error as Error).message}`);
  }
  if (vector.contents.some((contents) => canonical(contents) === actual)) return pass;
  return fail(`read the wrong contents: ${differingParts(vector.contents[0] as Contents, result as Contents)}`);
}

function judgeRefusedRead(answer: Answer): Verdict {
  return 'error' in answer ? pass : fail('returned contents; this token must be refused');
}

/** The names of the top-level fields that differ. */
function differingParts(expected: Contents, actual: Contents): string {
  const parts: string[] = [];
  for (const name of ['appId', 'issuedAt', 'expiresIn', 'salt', 'services'] as const) {
    if (canonical({ ...expected, [name]: actual[name] }) !== canonical(expected)) parts.push(name);
  }
  return parts.join(', ');
}

function judgeVerify(valid: boolean, answer: Answer): Verdict {
  if ('error' in answer) return valid ? fail(`refused: ${answer.error}`) : pass;
  const { result } = answer as { result: unknown };
  if (typeof result !== 'boolean') return fail('the result is not a boolean');
  if (result === valid) return pass;
  return fail(valid ? 'refused: verify returned false' : 'accepted: verify returned true');
}
