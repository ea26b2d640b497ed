/** The short form of `npm run load`: correctness under load, not speed. */
import { execFile } from 'node:child_process';
import { expect, it } from 'vitest';
// @ts-expect-error: a script without types.
import { installLocked } from '../../../test/support/install-locked.mjs';
import { hasRedis } from '../support/redis.ts';

const main = new URL('../../load/main.mjs', import.meta.url).pathname;

interface Facts {
  readonly failures: readonly string[];
  readonly speed: readonly { readonly name: string; readonly faults: number }[];
  readonly memory: { readonly requests: number; readonly faults: number; readonly heapGrowth: number };
  readonly shutdown: { readonly sent: number; readonly answered: number; readonly exitCode: number };
}

// autocannon and the peers are not in the root install.
installLocked(new URL('../../load', import.meta.url).pathname);

function runLoad(): Promise<{ code: unknown; facts: Facts }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, '--short', '--json'], (error, stdout) =>
      resolve({ code: error?.code ?? 0, facts: JSON.parse(stdout) }),
    );
  });
}

it('no request fails, memory stays flat, and SIGTERM loses nothing', { timeout: 300_000 }, async () => {
  const { code, facts } = await runLoad();
  const { speed, memory, shutdown } = facts;
  expect({ code, failures: facts.failures }).toEqual({ code: 0, failures: [] });
  expect(speed.map(({ name, faults }) => [name, faults])).toEqual([
    ['bare Hono, a constant', 0],
    ['Express 5 + agora-token, unprotected', 0],
    ['API key, limits, log and audit', 0],
    ['the same with a JWT (ES256) seen before', 0],
    ...(hasRedis ? [['API key, limits in Redis', 0]] : []),
    ['GET /openapi.json', 0],
  ]);
  expect(memory).toMatchObject({ requests: 4000, faults: 0 });
  expect(memory.heapGrowth).toBeLessThan(4);
  expect(shutdown).toMatchObject({ answered: shutdown.sent, exitCode: 0 });
});
