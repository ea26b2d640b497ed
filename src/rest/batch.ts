/** Calls for more users than one request may hold: split, sent one after another, told apart by user. */
import { responseError } from './answer.ts';
import { ChatRestError } from './errors.ts';

/** What the API's answer to a batch says about each user. */
export type ByUser<Result> = ReadonlyMap<string, Result | ChatRestError>;

/** A user of a batch for whom the call failed. */
export interface ChatUserFailure {
  /** The user. */
  readonly userId: string;
  /** Why it failed. */
  readonly error: ChatRestError;
}

/** Every user of a batch, in one of the two. */
export interface BatchResult<Result> {
  readonly results: ReadonlyMap<string, Result>;
  readonly failed: readonly ChatUserFailure[];
}

/**
 * Splits a call for many users into requests for at most `limit`, sent one after another. After a request that fails
 * nothing more is sent: its users and the rest are told as failed, or the call rejects if it was the first.
 */
export async function inBatches<Item, Result>(
  items: readonly Item[],
  limit: number,
  userIdOf: (item: Item) => string,
  send: (batch: readonly Item[]) => Promise<ByUser<Result>>,
): Promise<BatchResult<Result>> {
  const results = new Map<string, Result>();
  const failed: ChatUserFailure[] = [];
  for (let at = 0; at < items.length; at += limit) {
    const batch = items.slice(at, at + limit);
    try {
      const answer = await send(batch);
      for (const userId of batch.map(userIdOf)) {
        const outcome = answer.get(userId) ?? responseError('data');
        if (outcome instanceof ChatRestError) failed.push({ userId, error: outcome });
        else results.set(userId, outcome);
      }
    } catch (error) {
      if (at === 0 || !(error instanceof ChatRestError)) throw error;
      failed.push(...items.slice(at).map((item) => ({ userId: userIdOf(item), error })));
      break;
    }
  }
  return { results, failed };
}
