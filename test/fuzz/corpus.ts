/**
 * Inputs to begin with: the fixtures' tokens, as text, stream, blocks and payload, and what earlier runs found to reach code
 * that those do not reach.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { type Kind, kinds } from './targets.ts';

export interface Input {
  readonly kind: Kind;
  readonly bytes: Uint8Array;
}

const fixtures = new URL('../../fixtures/', import.meta.url);
const KEPT = 'fuzz-corpus.json';
/** Of a zlib stream. */
const HEADER_BYTES = 2;
const CHECKSUM_BYTES = 4;
/** Of a payload. */
const CONTENT_START = 34;

interface Fixture {
  readonly tokens: readonly { readonly token: string | null }[];
}

function read(folder: URL, name: string) {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
}

/** The fixtures' tokens in all their layers. `folder` is that of the fixtures, for a bundle that lies elsewhere. */
export function seedInputs(folder: URL = fixtures): Input[] {
  const names = ['golden-tokens.json', 'hostile-tokens.json', 'refused-tokens.json'];
  return names.flatMap((name) => (read(folder, name) as Fixture).tokens.flatMap(({ token }) => layersOf(token ?? '')));
}

function layersOf(token: string): Input[] {
  const stream = Buffer.from(token.slice(3), 'base64');
  const layers: Input[] = [
    { kind: 'text', bytes: Buffer.from(token, 'latin1') },
    { kind: 'stream', bytes: stream },
    { kind: 'blocks', bytes: stream.subarray(HEADER_BYTES, -CHECKSUM_BYTES) },
  ];
  try {
    const payload = inflateSync(stream, { maxOutputLength: 10_000 });
    // With its signature it is read as it is; without, it is signed anew.
    layers.push({ kind: 'payload', bytes: payload }, { kind: 'payload', bytes: payload.subarray(CONTENT_START) });
  } catch {
    // A hostile stream has no payload.
  }
  return layers;
}

export function keptInputs(folder: URL = fixtures): Input[] {
  const kept: Readonly<Record<Kind, readonly string[]>> = read(folder, KEPT);
  return kinds.flatMap((kind) => kept[kind].map((hex) => ({ kind, bytes: Buffer.from(hex, 'hex') })));
}

export function keep(inputs: readonly Input[], folder: URL = fixtures): void {
  const hexOf = (kind: Kind) =>
    inputs.filter((input) => input.kind === kind).map(({ bytes }) => Buffer.from(bytes).toString('hex'));
  const kept = Object.fromEntries(kinds.map((kind) => [kind, hexOf(kind).sort()]));
  writeFileSync(new URL(KEPT, folder), `${JSON.stringify(kept, null, 2)}\n`);
}
