/** The vector files and flags.json: their shapes, reading them, and choosing from them. */
import { readFileSync } from 'node:fs';

/** How sure the kit is that a failure is a fault, and how much it hurts. From the strictest on. */
export const levels = ['must', 'should', 'may'] as const;
export type Level = (typeof levels)[number];

/** A string, or the bytes of one that is not UTF-8. */
export type Text = string | { readonly hex: string };

/** A service: its number, its privileges, and the fields of its type, as in the protocol. */
export interface ServiceContents {
  readonly type: number;
  readonly privileges: readonly (readonly [id: number, seconds: number])[];
  readonly permissions?: readonly Resource[];
  readonly [field: string]: unknown;
}
export type Resource = readonly [type: number, accesses: readonly Access[]];
export type Access = readonly [type: number, resources: readonly Text[]];

/** What is in a token. */
export interface Contents {
  readonly appId: Text;
  readonly issuedAt: number;
  readonly expiresIn: number;
  readonly salt: number;
  readonly services: readonly ServiceContents[];
}

/** A token that is too long to store as it is: each string, repeated that many times, one after the other. */
export type TokenParts = readonly (readonly [text: string, times: number])[];

interface Common {
  readonly id: string;
  /** One sentence: what is special about this vector. */
  readonly comment: string;
  readonly level: Level;
  readonly flags: readonly string[];
  /** Who made the expected value. */
  readonly producer: string;
  readonly source: string;
  /** Implementations that were run on this vector, and those among them that accept it. */
  readonly references?: { readonly ran: readonly string[]; readonly accept: readonly string[] };
}

export interface BuildVector extends Common {
  readonly kind: 'build';
  readonly input: Contents & { readonly appCertificate: Text };
  /** The token's payload in hex; absent if the input must be refused. */
  readonly payload?: string;
  /** The token as stock zlib compresses it at level 6. Other encoders may differ. */
  readonly zlibToken?: string;
  /** True if refusing this input is as good as building it. */
  readonly mayRefuse?: true;
}

export interface ReadVector extends Common {
  readonly kind: 'read';
  readonly token: string;
  /** What may be read from it; more than one where implementations know different services. */
  readonly contents: readonly Contents[];
  /** The compressor that wrote the text, where it was not stock zlib at level 6. */
  readonly encoder?: string;
  /** True if refusing this token is as good as reading it. */
  readonly mayRefuse?: true;
}

export interface VerifyVector extends Common {
  readonly kind: 'verify';
  readonly token: string;
  readonly appCertificate: string;
  readonly now: number;
  readonly require?: { readonly service: number; readonly privilege: number };
  /** What an implementation has to check, beside the signature, to give the right answer. */
  readonly needs?: 'time' | 'privilege';
  readonly valid: boolean;
}

export interface RefuseVector extends Common {
  readonly kind: 'refuse';
  /** What is asked of the implementation; to verify, if absent. */
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

/** Which vectors to run; an empty list chooses all. */
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

/** All vectors, in the order of the files, with tokens written out. */
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
