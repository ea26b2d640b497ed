/** What is counted. `prometheus.ts` implements it; the portable core only knows this interface. */
import type { RefusalCode } from '../refusals.ts';
import type { TokenKind } from '../tokens/policy.ts';

export interface Metrics {
  tokenIssued(kinds: readonly TokenKind[]): void;
  requestRefused(code: RefusalCode): void;
  /** `route` is the pattern, never the path: a user ID must not become a label. */
  requestDone(request: { method: string; route: string; status: number; seconds: number }): void;
}

export const noMetrics: Metrics = { tokenIssued() {}, requestRefused() {}, requestDone() {} };
