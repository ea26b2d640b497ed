/** What is counted. `prometheus.ts` implements it; the portable core only knows this interface. */
import type { RefusalCode } from '../refusals.ts';
import type { TokenKind } from '../tokens/policy.ts';

export interface Metrics {
  tokenIssued(kinds: readonly TokenKind[]): void;
  requestRefused(code: RefusalCode): void;
  /** `route` is the pattern, never the path: a user ID must not become a label. */
  requestDone(request: { method: string; route: string; status: number; seconds: number }): void;
  /** The keys of an identity provider were fetched, or could not be. */
  keysFetched(issuer: string, succeeded: boolean): void;
  /** A budget was counted in memory because Redis did not answer. */
  limitFellBack(): void;
}

export interface KeyAge {
  readonly issuer: string;
  /** Seconds; `undefined` if the keys have never been fetched. */
  readonly age: number | undefined;
}

export const noMetrics: Metrics = {
  tokenIssued() {},
  requestRefused() {},
  requestDone() {},
  keysFetched() {},
  limitFellBack() {},
};
