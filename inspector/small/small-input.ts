/**
 * Replaces the library's single pass over small inputs, which does the work of three passes of deflate. Here no input
 * counts as small, so all take the path of large ones. The output is the same.
 */
import type { LinkAndCount } from '../../src/deflate/small-input.ts';

export type { LinkAndCount };

export const MAX_SMALL_INPUT = -1;
export const MAX_LINKS = 0;

/** Never called. */
export function createLinkAndCount(): LinkAndCount {
  return () => 0;
}
