/** Calls that take more than one request: batches of many IDs, and listings of many pages. */
import { optionNames, requireInteger, requireOptions } from '../checks.ts';
import { type Json, readFields } from './answer.ts';
import { ChatRestError, isChatRestError } from './errors.ts';
import type { AnswerContext, CallOptions, ChatCaller, ChatOperation } from './operation.ts';

/** One ID of a batch for which the call failed. */
export interface ChatFailure {
  /** The user, group or room. */
  readonly id: string;
  /** Why it failed. */
  readonly error: ChatRestError;
}

/** The result for each ID of a batch; each ID is in one of the two. */
export interface ChatBatchResult<Result> {
  /** By ID. */
  readonly results: ReadonlyMap<string, Result>;
  /** IDs for which the call failed. */
  readonly failed: readonly ChatFailure[];
}

/** The result of a batch whose call returns nothing; each ID is in one of the two lists. */
export interface ChatActionResult {
  /** IDs for which the call succeeded. */
  readonly done: readonly string[];
  /** IDs for which the call failed. */
  readonly failed: readonly ChatFailure[];
}

/** The outcome for each ID in the response to one request of a batch. */
export type ById<Result> = ReadonlyMap<string, Result | ChatRestError>;

/**
 * Splits a call for many items into requests for at most `limit`, sent one after another. If a request fails, no
 * more are sent: its items and all later ones are reported as failed. If the first fails, the call rejects.
 */
export async function inBatches<Item, Result>(
  name: string,
  items: readonly Item[],
  limit: number,
  idOf: (item: Item) => string,
  send: (batch: readonly Item[]) => Promise<ById<Result>>,
): Promise<ChatBatchResult<Result>> {
  const results = new Map<string, Result>();
  const failed: ChatFailure[] = [];
  for (let at = 0; at < items.length; at += limit) {
    const batch = items.slice(at, at + limit);
    try {
      const answer = await send(batch);
      for (const id of batch.map(idOf)) {
        const outcome =
          answer.get(id) ?? new ChatRestError('ERR_RESPONSE', `${name}: the response does not mention this entry`);
        if (outcome instanceof ChatRestError) failed.push({ id, error: outcome });
        else results.set(id, outcome);
      }
    } catch (error) {
      if (at === 0 || !(error instanceof ChatRestError)) throw error;
      failed.push(...items.slice(at).map((item) => ({ id: idOf(item), error })));
      break;
    }
  }
  return { results, failed };
}

/** `inBatches` for calls that return nothing. */
export async function actInBatches(
  name: string,
  ids: readonly string[],
  limit: number,
  send: (batch: readonly string[]) => Promise<ById<true>>,
): Promise<ChatActionResult> {
  const { results, failed } = await inBatches(name, ids, limit, String, send);
  return { done: [...results.keys()], failed };
}

/** One page of a listing. */
export interface ChatPage<Item> {
  readonly items: readonly Item[];
  /** The cursor of the next page; absent on the last page. */
  readonly cursor?: string;
  /** One error for each malformed entry, which is not in `items`. */
  readonly malformed: readonly ChatRestError[];
}

/** Options of every listing. */
export interface ListOptions extends CallOptions {
  /** Entries per request. Default: the API's maximum. */
  readonly pageSize?: number | undefined;
  /** Where to start: the `cursor` of a page or of an error. Default: the first entry. */
  readonly cursor?: string | undefined;
}

const listOptionNames = /* @__PURE__ */ optionNames(['pageSize', 'cursor', 'signal']);

/** A listing, as entries or as pages with their cursors. Requests each page when the loop needs it. */
export interface ChatListing<Item> extends AsyncIterable<Item> {
  /**
   * All entries. A malformed entry does not stop the loop; after the last entry it throws the error of the first one.
   */
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined>;
  /** All pages, each with its malformed entries. */
  pages(): AsyncGenerator<ChatPage<Item>, void, undefined>;
  /** The first page. */
  page(): Promise<ChatPage<Item>>;
}

/** Consecutive empty pages after which a listing is considered endless. */
const MAX_EMPTY_PAGES = 100;

/** Reads a page: malformed entries are reported, the others kept. */
export function readPage<Item>(
  list: readonly unknown[],
  cursor: string | undefined,
  readItem: (entry: unknown) => Item,
  { entryError }: AnswerContext,
): ChatPage<Item> {
  const items: Item[] = [];
  const malformed: ChatRestError[] = [];
  for (const entry of list) {
    try {
      items.push(readItem(entry));
    } catch (error) {
      malformed.push(entryError(error));
    }
  }
  return { items, malformed, ...(cursor !== undefined && { cursor }) };
}

/** The cursor of a response; absent or empty on the last page. */
export function readCursor(answer: Json): string | undefined {
  if (answer.cursor === undefined || answer.cursor === null) return undefined;
  return readFields(answer, 'body', { cursor: 'string' }).cursor || undefined;
}

/** The listing of an operation that gets one page. The options are checked when the first page is requested. */
export function listWith<Item>(
  { call }: Pick<ChatCaller, 'call'>,
  operation: (pageSize: number | undefined, cursor: string | undefined) => ChatOperation<ChatPage<Item>>,
  options: ListOptions = {},
): ChatListing<Item> {
  async function getPage(cursor: string | undefined): Promise<ChatPage<Item>> {
    requireOptions(options, listOptionNames);
    try {
      return await call(operation(options.pageSize, cursor), { signal: options.signal });
    } catch (error) {
      throw isChatRestError(error) && cursor !== undefined ? Object.assign(error, { cursor }) : error;
    }
  }

  async function* pages(): AsyncGenerator<ChatPage<Item>, void, undefined> {
    let { cursor } = options;
    let emptyPages = 0;
    let last = '';
    const seen = new Set<string>();
    do {
      if (cursor !== undefined) seen.add(cursor);
      const page = await getPage(cursor);
      const content = JSON.stringify(page.items);
      emptyPages = page.items.length === 0 ? emptyPages + 1 : 0;
      // If the API ignored the page number, pages would repeat although no cursor does.
      const isRepeated = emptyPages === 0 && content === last;
      if (isRepeated || emptyPages > MAX_EMPTY_PAGES || (page.cursor !== undefined && seen.has(page.cursor))) {
        const { name } = operation(options.pageSize, cursor);
        throw new ChatRestError('ERR_RESPONSE', `${name}: the listing does not end: its pages repeat or stay empty`, {
          field: 'cursor',
          cursor,
        });
      }
      last = content;
      yield page;
      cursor = page.cursor;
    } while (cursor !== undefined);
  }

  return {
    pages,
    page: () => getPage(options.cursor),
    async *[Symbol.asyncIterator]() {
      let error: ChatRestError | undefined;
      for await (const page of pages()) {
        yield* page.items;
        error ??= page.malformed[0];
      }
      if (error !== undefined) throw error;
    },
  };
}

/** A listing by page number. */
interface NumberedListing<Item> {
  readonly maxPageSize: number;
  /** The operation that gets a page, given how to read it. */
  operation(page: number, pageSize: number, read: ChatOperation<ChatPage<Item>>['read']): ChatOperation<ChatPage<Item>>;
  readEntries(answer: Json): readonly unknown[];
  readItem(entry: unknown): Item;
}

/** `listWith` for listings by page number: the cursor is the number, and a page that is not full is the last. */
export function listByNumber<Item>(
  chat: Pick<ChatCaller, 'call'>,
  { maxPageSize, operation, readEntries, readItem }: NumberedListing<Item>,
  options?: ListOptions,
): ChatListing<Item> {
  return listWith(
    chat,
    (pageSize = maxPageSize, cursor = '1') => {
      const page = requireInteger(Number(cursor), 1, Number.MAX_SAFE_INTEGER, 'cursor');
      return operation(page, requireInteger(pageSize, 1, maxPageSize, 'pageSize'), (answer, context) => {
        const entries = readEntries(answer);
        return readPage(entries, entries.length < pageSize ? undefined : String(page + 1), readItem, context);
      });
    },
    options,
  );
}
