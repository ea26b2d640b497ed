/** What travels with a request through the middleware. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import type { Refusal, RefusalCode } from '../refusals.ts';
import type { Caller } from '../tokens/caller.ts';
import type { Issued, TokenAsk } from '../tokens/desk.ts';

export interface ServerEnv {
  Variables: {
    requestId: string;
    /** How the route's dialect says no. */
    speak?: SayNo;
    caller?: Caller;
    /** The client's address, as far as it is known. */
    address?: string;
    /** For the log and the metrics. */
    refused?: RefusalCode;
  };
}

export type App = OpenAPIHono<ServerEnv>;
export type ServerContext = Context<ServerEnv>;
export type Middleware = MiddlewareHandler<ServerEnv>;

/** A refusal in the shape that the clients of a dialect read. */
export type SayNo = (c: ServerContext, refusal: Refusal) => Response;

/** What a route that issues tokens is given. */
export interface Counter {
  /** Comes before the route's own validation: limits, authentication. */
  readonly guard: Middleware[];
  /** Issues a token to the caller of the request, and records it. */
  readonly issue: (c: ServerContext, ask: TokenAsk) => Issued;
}
