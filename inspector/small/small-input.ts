/**
 * In the place of the library's walk over small inputs, which does in one turn what deflate does in three: here no input
 * is small, and all go the way of large ones. The bytes that come out are the same.
 */
import type { LinkAndCount } from '../../src/deflate/small-input.ts';

export type { LinkAndCount };

export const MAX_SMALL_INPUT = -1;
export const MAX_LINKS = 0;

/** Is never called. */
export function createLinkAndCount(): LinkAndCount {
  return () => 0;
}
