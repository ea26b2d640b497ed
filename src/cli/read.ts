/** The commands that read a token, from the argument or from standard input. */
import { parseArgs } from 'node:util';
import { decodeToken, explainToken, type Finding, type FindingCode, verifyToken } from '../index.ts';
import { type Checks, checkOptions, readChecks } from './check.ts';
import { credentialOptions, noCertificate } from './credentials.ts';
import { describeToken, tokenAsJson } from './describe.ts';
import type { Host } from './host.ts';
import { readInput } from './input.ts';

const inputOptions = { file: { type: 'string' }, json: { type: 'boolean', default: false } } as const;

/** The findings about the signature: without them, it matches the first certificate. */
const SIGNATURE_CODES: ReadonlySet<FindingCode> = new Set([
  'signature-unchecked',
  'unsigned-bytes',
  'wrong-certificate',
  'certificate-case',
  'ids-swapped',
  'secondary-certificate',
]);

export const decodeOptions = inputOptions;
export const verifyOptions = { ...credentialOptions, ...checkOptions, ...inputOptions } as const;

export async function decode(host: Host, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: decodeOptions });
  const decoded = decodeToken(await readInput(host, positionals, values.file, 'token'));
  if (values.json) printJson(host, tokenAsJson(decoded));
  else host.out(describeToken(decoded, host.now(), 'not checked: use verify'));
  return 0;
}

export async function verify(host: Host, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: verifyOptions });
  const { appCertificate, ...checks } = await readChecks(host, values);
  if (appCertificate === undefined) throw noCertificate();

  const verified = verifyToken(await readInput(host, positionals, values.file, 'token'), { ...checks, appCertificate });
  if (values.json) {
    printJson(host, { verified: true, ...tokenAsJson(verified) });
  } else {
    const certificate = verified.certificateIndex === 0 ? 'the certificate' : 'the secondary certificate';
    host.out(`The token is valid.\n${describeToken(verified, checks.now, `checked: it matches ${certificate}`)}`);
  }
  return 0;
}

export async function explain(host: Host, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: verifyOptions });
  const checks = await readChecks(host, values);
  const token = await readInput(host, positionals, values.file, 'token');
  const findings = explainToken(token, checks);
  const refused = findings.some(({ severity }) => severity === 'error');
  if (values.json) printJson(host, { refused, findings });
  else host.out(describeContent(token, checks, findings) + describeFindings(findings));
  return refused ? 1 : 0;
}

/** What the token contains, if it can be read at all. */
function describeContent(token: string, checks: Checks, findings: readonly Finding[]): string {
  const { now, maxPayload } = checks;
  try {
    const decoded = decodeToken(token, maxPayload === undefined ? {} : { maxPayload });
    return `${describeToken(decoded, now, describeSignature(checks, findings))}\n`;
  } catch {
    return '';
  }
}

function describeSignature({ appCertificate }: Checks, findings: readonly Finding[]): string {
  if (appCertificate === undefined) return 'not checked: no certificate';
  return findings.some(({ code }) => SIGNATURE_CODES.has(code)) ? 'see below' : 'checked: it matches the certificate';
}

function describeFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'No problem found.\n';
  return findings
    .map(({ code, severity, message, remedy }) => `${severity} (${code}): ${message}\n  ${remedy}\n`)
    .join('\n');
}

function printJson(host: Host, value: unknown): void {
  host.out(`${JSON.stringify(value, null, 2)}\n`);
}
