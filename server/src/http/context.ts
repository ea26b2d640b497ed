/** What travels with a request through the middleware. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import type { Address } from '../limits/address.ts';
import type { Refusal, RefusalCode } from '../refusals.ts';
import type { Caller } from '../tokens/caller.ts';
import type { IssuedToken, TokenRequest } from '../tokens/issue.ts';

export interface ServerEnv {
  Variables: {
    /** The server's own, so that no client chooses what stands in the audit log. */
    requestId: string;
    /** The client's `X-Request-Id`, if it sent a usable one. */
    clientRequestId?: string;
    /** The trace that the request belongs to, if the caller traces. */
    traceId?: string;
    /** The client's address, as far as it is known. */
    address: Address;
    /** Headers of the response, collected on the way. */
    headers: Record<string, string>;
    /** Whether the response was created with them. */
    hasAllHeaders?: true;
    /** The error format of the route's dialect. */
    formatError?: FormatError;
    caller?: Caller;
    /** For the log and the metrics. */
    refused?: RefusalCode;
  };
}

export type App = OpenAPIHono<ServerEnv>;
export type ServerContext = Context<ServerEnv>;
export type Middleware = MiddlewareHandler<ServerEnv>;

/** Turns a refusal into the response that the clients of a dialect read. */
export type FormatError = (c: ServerContext, refusal: Refusal) => Response;

/** What every route that issues tokens uses. */
export interface TokenRoutes {
  /** Runs before the route's own validation: limits, authentication. */
  readonly guard: Middleware[];
  /** Issues a token to the caller of the request, and records it. */
  readonly issue: (c: ServerContext, request: TokenRequest) => IssuedToken;
}
