/** The commands that read a token, from the argument or from standard input. */
import { parseArgs } from 'node:util';
import { decodeToken, explainToken, type Finding, verifyToken } from '../index.ts';
import { checkOptions, readChecks } from './check.ts';
import { credentialOptions, noCertificate } from './credentials.ts';
import { describeToken, tokenAsJson } from './describe.ts';
import { type Host, UsageError } from './host.ts';

const json = { type: 'boolean', default: false } as const;
const checked = { ...credentialOptions, ...checkOptions, json };

export async function decode(host: Host, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { json } });
  const decoded = decodeToken(await readToken(host, positionals));
  if (values.json) printJson(host, tokenAsJson(decoded));
  else host.out(describeToken(decoded, host.now(), 'not checked: use verify'));
  return 0;
}

export async function verify(host: Host, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: checked });
  const { appCertificate, ...checks } = await readChecks(host, values);
  if (appCertificate === undefined) throw noCertificate();

  const verified = verifyToken(await readToken(host, positionals), { ...checks, appCertificate });
  if (values.json) {
    printJson(host, { verified: true, ...tokenAsJson(verified) });
  } else {
    const certificate = verified.certificateIndex === 0 ? 'the certificate' : 'the secondary certificate';
    host.out(`The token is valid.\n${describeToken(verified, checks.now, `checked: it matches ${certificate}`)}`);
  }
  return 0;
}

export async function explain(host: Host, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: checked });
  const checks = await readChecks(host, values);
  const findings = explainToken(await readToken(host, positionals), checks);
  const refused = findings.some(({ severity }) => severity === 'error');
  if (values.json) printJson(host, { refused, findings });
  else host.out(describeFindings(findings));
  return refused ? 1 : 0;
}

function describeFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'Nothing is wrong with this token.\n';
  return findings
    .map(({ code, severity, message, remedy }) => `${severity} (${code}): ${message}\n  ${remedy}\n`)
    .join('\n');
}

function printJson(host: Host, value: unknown): void {
  host.out(`${JSON.stringify(value, null, 2)}\n`);
}

/** From the argument as it is; from standard input without the line break at its end. */
async function readToken(host: Host, positionals: readonly string[]): Promise<string> {
  const [token, ...more] = positionals;
  if (more.length > 0) throw new UsageError('one token at a time');
  if (token !== undefined && token !== '-') return token;
  if (host.stdinIsTerminal) throw new UsageError('no token: give it as an argument or on standard input');
  return (await host.readStdin()).replace(/\r?\n$/, '');
}
