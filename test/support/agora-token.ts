/** npm agora-token and the drop-in, called with any arguments, as from JavaScript. */
import agoraToken from 'agora-token';
import * as accesstoken2 from '../../src/agora-token/index.ts';

/** Either package. */
export type Library = typeof official;

export const official = agoraToken;
export const dropIn: typeof official = accesstoken2;

/** Calls a builder's method as a method, since the official ones use `this`. */
export function call(library: Library, builder: string, method: string, given: readonly unknown[]): string {
  const methods = (library as unknown as Record<string, Record<string, (...all: readonly unknown[]) => string>>)[
    builder
  ];
  if (typeof methods?.[method] !== 'function') throw new Error(`there is no ${builder}.${method}`);
  return methods[method](...given);
}
