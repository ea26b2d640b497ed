/** A token as text: every time both absolute and relative. */
import { counted, TIME_UNITS, timeWords } from '../explain/words.ts';
import type { DecodedService, DecodedToken } from '../index.ts';

/** The content of a token, one fact per line. */
export function describeToken(token: DecodedToken, now: number, signature: string): string {
  const lines: [string, string][] = [
    ['app ID', token.appId],
    ['issued', describeTime(token.issuedAt, now)],
    ['expires', describeTime(token.expiresAt, now)],
    ['salt', String(token.salt)],
    ['signature', signature],
  ];
  for (const service of token.services) lines.push(...describeService(service, token, now));
  if (token.unknown !== undefined) lines.push(['unknown', describeUnknown(token.unknown)]);
  return lines.map(([label, value]) => `  ${label.padEnd(COLUMN)}${value}\n`).join('');
}

const COLUMN = 12;

function describeService(service: DecodedService, token: DecodedToken, now: number): [string, string][] {
  const { service: name, privileges, ...fields } = service;
  const texts = Object.entries(fields).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  const rows: [string, string][] = [['service', [name, ...texts].join('  ')]];
  for (const [privilege, seconds] of Object.entries(privileges)) {
    const end = seconds === 0 ? 'as long as the token' : `until ${describeTime(token.issuedAt + seconds, now)}`;
    rows.push(['', `may ${privilege}  ${end}`]);
  }
  return rows;
}

function describeUnknown({ serviceType, bytes }: NonNullable<DecodedToken['unknown']>): string {
  const what = serviceType === undefined ? 'after the last service' : `from service type ${serviceType} on`;
  return `${counted(bytes.length, 'byte')} ${what}: ${toHex(bytes)}`;
}

/** `2026-11-24 04:19:01 UTC (in 59 minutes)`. */
function describeTime(unixSeconds: number, now: number): string {
  return `${timeWords(unixSeconds)} (${relativeTime(unixSeconds - now)})`;
}

/** Whole units, rounded down, of the largest unit that is not zero: `in 59 minutes`, `2 hours ago`, `now`. */
function relativeTime(seconds: number): string {
  if (Math.abs(seconds) < 1) return 'now';
  const [unit, size] = TIME_UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat('en').format(Math.trunc(seconds / size), unit);
}

/** The same as data, with bytes in hex. */
export function tokenAsJson(token: DecodedToken): Record<string, unknown> {
  const { signature, unknown, ...rest } = token;
  return {
    ...rest,
    signature: toHex(signature),
    ...(unknown && { unknown: { ...unknown, bytes: toHex(unknown.bytes) } }),
  };
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
