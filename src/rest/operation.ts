/** What a call of the RESTful API is, as a value: made by `operations.ts`, carried out by `transport.ts`. */
import type { Json } from './answer.ts';
import type { Quote } from './quote.ts';

/** One call of one operation, its arguments checked. */
export interface Operation<Output> {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Reads a success; what of it enters an error goes through `quote`. */
  readonly read: (answer: Json, quote: Quote) => Output;
  /** Calls per second that the API takes from one app. Default: 100. */
  readonly rate?: number;
  /** Carrying it out twice does harm, so that it is not repeated where nobody knows if the first try succeeded. */
  readonly once?: boolean;
}
