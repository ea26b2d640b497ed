/** `npm run load`, the short form: what must hold under load, and nothing about speed. */
import { execFile } from 'node:child_process';
import { expect, it } from 'vitest';

const main = new URL('../../load/main.mjs', import.meta.url).pathname;

interface Facts {
  readonly failures: readonly string[];
  readonly speed: readonly { readonly name: string; readonly faults: number }[];
  readonly memory: { readonly requests: number; readonly faults: number; readonly heap: { readonly growth: number } };
  readonly shutdown: { readonly sent: number; readonly answered: number; readonly exitCode: number };
}

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
  expect(speed.map(({ faults }) => faults)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(memory).toMatchObject({ requests: 4000, faults: 0 });
  expect(memory.heap.growth).toBeLessThan(4);
  expect(shutdown).toMatchObject({ answered: shutdown.sent, exitCode: 0 });
});
