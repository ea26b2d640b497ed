/**
 * The server on AWS Lambda, behind API Gateway (REST and HTTP APIs), a function URL or a load balancer:
 * `export const handler = await createLambdaHandler(process.env)`. If the configuration is not valid, that throws, and
 * Lambda's log says why.
 *
 * Lambda has no metrics that can be read, and no signals. Each instance serves one request at a time and keeps limits of
 * its own, so they are generous; with `REDIS_URL` they are shared.
 */
import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import { getConnInfo, handle } from 'hono/aws-lambda';
import type { Environment } from '../config/environment.ts';
import { readConfig } from '../config/read.ts';
import { createLimits } from '../limits/create.ts';
import { createJsonLogger } from '../operations/logger.ts';
import { assemble, type EntryOptions } from './assemble.ts';

export { ConfigError } from '../config/environment.ts';
export type { EntryOptions } from './assemble.ts';

/** The event and the response are JSON in the format of whatever calls the function. */
export type LambdaHandler = ReturnType<typeof handle>;

/** @throws ConfigError if the configuration is not valid. */
export async function createLambdaHandler(env: Environment, options: EntryOptions = {}): Promise<LambdaHandler> {
  const config = readConfig(env, (path) => readFileSync(path, 'utf8'), { lacks: ['METRICS_TOKEN'] });
  const logger = options.logger ?? createJsonLogger(config.logLevel, (line) => process.stdout.write(`${line}\n`));
  const { limiter } = await createLimits(config, logger);
  const server = await assemble(config, options, {
    logger,
    limiter,
    peerAddress: (c) => getConnInfo(c).remote.address,
  });
  // It only calls `fetch`.
  return handle(server as unknown as Hono);
}
