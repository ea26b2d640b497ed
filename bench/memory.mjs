/** What a token allocates, in a process that never collects garbage meanwhile. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { judge, number, printTable } from './report.mjs';

const child = fileURLToPath(new URL('./memory-child.mjs', import.meta.url));

export function run() {
  const rows = ['build by issuer', 'build', 'verify', 'agora-token build', 'agora-token verify'].map((job) => {
    const { heap, buffers } = JSON.parse(
      execFileSync(
        process.execPath,
        ['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256', child, job],
        { encoding: 'utf8' },
      ),
    );
    if (job.startsWith('build')) judge('buildHeap', heap / 1024);
    return [job, number(heap / 1024), number(buffers / 1024)];
  });
  printTable('KB allocated per token', ['', 'heap', 'in buffers off the heap'], rows);
}
