/** Types, loading and selection of the vectors and flags. */
import { readFileSync } from 'node:fs';

/** How serious a failure is, strictest first. README.md defines the levels. */
export const levels = ['must', 'should', 'may'] as const;
export type Level = (typeof levels)[number];

/** A string, or the bytes of one that is not UTF-8. */
export type Text = string | { readonly hex: string };

/** A service: its type, its privileges and the fields of that type, as in the protocol. */
export interface ServiceContents {
  readonly type: number;
  readonly privileges: readonly (readonly [id: number, seconds: number])[];
  readonly permissions?: readonly Resource[];
  readonly [field: string]: unknown;
}
export type Resource = readonly [type: number, accesses: readonly Access[]];
export type Access = readonly [type: number, resources: readonly Text[]];

/** The contents of a token. */
export interface Contents {
  readonly appId: Text;
  readonly issuedAt: number;
  readonly expiresIn: number;
  readonly salt: number;
  readonly services: readonly ServiceContents[];
}

/** A token too long to store as it is: each string is repeated `times` times, and the results are concatenated. */
export type TokenParts = readonly (readonly [text: string, times: number])[];

interface Common {
  readonly id: string;
  /** What is special about this vector, in one sentence. */
  readonly comment: string;
  readonly level: Level;
  readonly flags: readonly string[];
  /** What produced the expected value. */
  readonly producer: string;
  readonly source: string;
  /** Agora's implementations that were run on this vector, and those of them that accept it. */
  readonly references?: { readonly ran: readonly string[]; readonly accept: readonly string[] };
}

export interface BuildVector extends Common {
  readonly kind: 'build';
  readonly input: Contents & { readonly appCertificate: Text };
  /** The token's payload in hex; absent if the input must be refused. */
  readonly payload?: string;
  /** The token as stock zlib compresses it at level 6. Other encoders may differ. */
  readonly zlibToken?: string;
  /** True if refusing this input passes as well. */
  readonly mayRefuse?: true;
}

export interface ReadVector extends Common {
  readonly kind: 'read';
  readonly token: string;
  /** Accepted results; more than one if implementations know different services. */
  readonly contents: readonly Contents[];
  /** The compressor that wrote the token, unless it was stock zlib at level 6. */
  readonly encoder?: string;
  /** True if refusing this token passes as well. */
  readonly mayRefuse?: true;
}

export interface VerifyVector extends Common {
  readonly kind: 'verify';
  readonly token: string;
  readonly appCertificate: string;
  readonly now: number;
  readonly require?: { readonly service: number; readonly privilege: number };
  /** What an implementation has to check besides the signature to answer correctly. */
  readonly needs?: 'time' | 'privilege';
  readonly valid: boolean;
}

export interface RefuseVector extends Common {
  readonly kind: 'refuse';
  /** The operation to run; `verify` if absent. */
  readonly operation?: 'decode';
  readonly token: string;
  readonly appCertificate: string;
  readonly now: number;
}

export type Vector = BuildVector | ReadVector | VerifyVector | RefuseVector;
export const kinds = ['build', 'read', 'verify', 'refuse'] as const;
export type Kind = (typeof kinds)[number];

export interface Flag {
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

/** Which vectors to run; an empty list selects all. */
export interface Selection {
  readonly flags: readonly string[];
  readonly ids: readonly string[];
  readonly level: Level;
}

const folder = new URL('../', import.meta.url);
const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));

export function loadFlags(): Readonly<Record<string, Flag>> {
  return readJson('flags.json').flags;
}

/** All vectors in file order, with `tokenParts` expanded. */
export function loadVectors(): readonly Vector[] {
  return kinds.flatMap((kind) =>
    readJson(`vectors/${kind}.json`).vectors.map((vector: Vector & { tokenParts?: TokenParts }) => {
      const { tokenParts, ...rest } = vector;
      const token = tokenParts && { token: tokenParts.map(([text, times]) => text.repeat(times)).join('') };
      return { ...rest, ...token, kind };
    }),
  );
}

export function select(vectors: readonly Vector[], { flags, ids, level }: Selection): readonly Vector[] {
  const allowed = levels.slice(0, levels.indexOf(level) + 1);
  return vectors.filter(
    (vector) =>
      allowed.includes(vector.level) &&
      (flags.length === 0 || vector.flags.some((flag) => flags.includes(flag))) &&
      (ids.length === 0 || ids.includes(vector.id)),
  );
}
