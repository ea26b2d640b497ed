/** The output of `--explain ID`: the vector, the expected and the actual result, and why it matters. */
import { operationFor } from './protocol.ts';
import type { Case } from './run.ts';
import type { Flag, Vector } from './vectors.ts';

const MAX_TEXT = 2_000;

export function explain(vector: Vector, flags: Readonly<Record<string, Flag>>, result?: Case): string {
  const { comment, level, producer, source, references } = vector;
  return [
    `${vector.id} (${level})`,
    comment,
    '',
    ...section('request', request(vector)),
    ...section('expected', expectation(vector)),
    ...(result ? section('result', outcome(result)) : []),
    ...vector.flags.flatMap((name) => {
      const { what, why, fix } = flags[name] as Flag;
      return section(name, [what, `Why it matters: ${why}`, `What to do: ${fix}`]);
    }),
    ...section('source', [`${producer}; ${source}`, ...(references ? [verdicts(references)] : [])]),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return [title, ...lines.map((line) => `  ${shorten(line)}`), ''];
}

function request(vector: Vector): readonly string[] {
  switch (vector.kind) {
    case 'build':
      return ['build', JSON.stringify(vector.input)];
    case 'read':
      return ['decode', vector.token];
    case 'verify':
    case 'refuse': {
      if (operationFor(vector) === 'decode') return ['decode', vector.token];
      const requirement = vector.kind === 'verify' && vector.require;
      const needs = requirement ? `, require ${JSON.stringify(requirement)}` : '';
      return [`verify with certificate ${vector.appCertificate}, now ${vector.now}${needs}`, vector.token];
    }
  }
}

function expectation(vector: Vector): readonly string[] {
  switch (vector.kind) {
    case 'build': {
      if (vector.payload === undefined) return ['refused: an error, a skip, or an empty string'];
      return [
        `a token with this payload${vector.mayRefuse ? ', or refused' : ''}:`,
        vector.payload,
        ...(vector.zlibToken === undefined ? [] : ['as stock zlib compresses it:', vector.zlibToken]),
      ];
    }
    case 'read':
      return vector.contents.map((contents) => JSON.stringify(contents));
    case 'verify':
      return [vector.valid ? 'true' : 'false, or an error'];
    case 'refuse':
      return [operationFor(vector) === 'decode' ? 'an error' : 'false, or an error'];
  }
}

function outcome({ verdict, answer }: Case): readonly string[] {
  const status = verdict.reason === undefined ? verdict.status : `${verdict.status}: ${verdict.reason}`;
  return answer === undefined ? [status] : [status, JSON.stringify(answer)];
}

function verdicts({ ran, accept }: { readonly ran: readonly string[]; readonly accept: readonly string[] }): string {
  const refuse = ran.filter((name) => !accept.includes(name));
  const names = (list: readonly string[]) => (list.length === 0 ? 'none' : list.join(', '));
  return `Agora's implementations: accepted by ${names(accept)}; refused by ${names(refuse)}.`;
}

const shorten = (text: string) =>
  text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}… (${text.length} characters)`;
