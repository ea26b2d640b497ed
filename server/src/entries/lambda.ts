/**
 * The server on AWS Lambda, behind API Gateway (REST and HTTP APIs), a function URL or a load balancer:
 * `export const handler = await createLambdaHandler(process.env)`. Where the configuration is not valid, that throws, and
 * Lambda's log says why.
 *
 * What Lambda has not: metrics that can be read, signals. Each instance serves one request at a time and keeps limits of
 * its own, which are therefore generous; with `REDIS_URL` they are shared.
 */
import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import { getConnInfo, handle } from 'hono/aws-lambda';
import type { Environment } from '../config/environment.ts';
import { readConfig } from '../config/read.ts';
import { createJsonLogger } from '../operations/logger.ts';
import { assemble, type EntryOptions } from './assemble.ts';
import { createLimits } from './limits.ts';

export { ConfigError } from '../config/problems.ts';
export type { EntryOptions } from './assemble.ts';

/** The event and the answer are JSON in the shape of whatever calls the function. */
export type LambdaHandler = ReturnType<typeof handle>;

/** @throws ConfigError where the configuration is not valid. */
export async function createLambdaHandler(env: Environment, options: EntryOptions = {}): Promise<LambdaHandler> {
  const config = readConfig(env, (path) => readFileSync(path, 'utf8'), { lacks: ['METRICS_TOKEN'] });
  const logger = options.logger ?? createJsonLogger(config.logLevel, (line) => process.stdout.write(`${line}\n`));
  const { limiter } = await createLimits(config, logger);
  const { server } = await assemble(config, options, {
    logger,
    limiter,
    peerAddress: (c) => getConnInfo(c).remote.address,
  });
  // Of the application it calls `fetch` and nothing else.
  return handle(server as unknown as Hono);
}
