/** What is counted. Prometheus is one that counts; the core knows this much only. */
import type { RefusalCode } from '../refusals.ts';
import type { TokenKind } from '../tokens/policy.ts';

export interface Metrics {
  tokenIssued(kinds: readonly TokenKind[]): void;
  requestRefused(code: RefusalCode): void;
  /** `route` is the pattern, never the path: a user id must not become a label. */
  requestDone(request: { method: string; route: string; status: number; seconds: number }): void;
}

export const uncounted: Metrics = { tokenIssued() {}, requestRefused() {}, requestDone() {} };
