#!/usr/bin/env node
/** The command `accesstoken2-server`: configuration from the environment, the server on Node. */
import { readFileSync } from 'node:fs';
import { ConfigError } from '../config/problems.ts';
import { readConfig } from '../config/read.ts';
import { createPinoLogger } from '../operations/pino.ts';
import { startNodeServer } from './node.ts';

try {
  const config = readConfig(process.env, (path) => readFileSync(path, 'utf8'));
  const logger = createPinoLogger(config.logLevel);
  const server = await startNodeServer(config, logger);
  logger.info({ url: server.url, auth: config.auth.modes, demoApp: config.isDemoApp }, 'listening');
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(error.message);
  process.exitCode = 2;
}
