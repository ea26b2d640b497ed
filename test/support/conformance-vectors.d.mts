import type { ServiceGrant } from '../../src/index.ts';

/** A string, or the bytes of one that is not UTF-8. */
type Text = string | { readonly hex: string };

export interface Service {
  readonly type: number;
  readonly privileges: readonly (readonly [number: number, seconds: number])[];
  readonly permissions?: readonly (readonly [
    resource: number,
    accesses: readonly (readonly [access: number, names: readonly Text[]])[],
  ])[];
}

export interface Contents {
  readonly appId: Text;
  readonly issuedAt: number;
  readonly expiresIn: number;
  readonly salt: number;
  readonly services: readonly Service[];
}

interface Vector {
  readonly id: string;
  readonly comment: string;
  readonly level: 'must' | 'should' | 'may';
  readonly flags: readonly string[];
  readonly references?: { readonly ran: readonly string[]; readonly accept: readonly string[] };
}

export interface BuildVector extends Vector {
  readonly input: Contents & { readonly appCertificate: string };
  readonly payload?: string;
  readonly zlibToken?: string;
  readonly mayRefuse?: true;
}

export interface ReadVector extends Vector {
  readonly token: string;
  readonly contents: readonly [Contents, ...Contents[]];
  readonly encoder?: string;
  readonly mayRefuse?: true;
}

export interface VerifyVector extends Vector {
  readonly token: string;
  readonly appCertificate: string;
  readonly now: number;
  readonly require?: { readonly service: number; readonly privilege: number };
  readonly valid: boolean;
}

export interface RefuseVector extends Vector {
  readonly token: string;
  readonly appCertificate: string;
  readonly now: number;
  readonly operation?: 'decode';
}

/** What `buildToken` takes, without a certificate. */
export interface Content {
  readonly appId: string;
  readonly issuedAt: number;
  readonly expiresIn: number;
  readonly salt: number;
  readonly services: readonly ServiceGrant[];
}

export interface Token {
  readonly id: string;
  readonly token: string;
  readonly encoder: string;
  readonly payload: string;
  readonly content: Content;
  readonly appCertificate: string | null;
  readonly zlibToken: string | null;
  readonly inputs: readonly Content[];
}

export const vectors: {
  readonly build: readonly BuildVector[];
  readonly read: readonly ReadVector[];
  readonly verify: readonly VerifyVector[];
  readonly refuse: readonly RefuseVector[];
};
export const golden: readonly Token[];
export const reference: readonly Token[];
export const refused: readonly { readonly id: string; readonly token: string }[];
export const hostile: readonly (RefuseVector & { readonly valid?: boolean })[];

export function serviceName(type: number): ServiceGrant['service'];
export function privilegeName(type: number, number: number): string;
export function contentOf(contents: Contents): Content;
