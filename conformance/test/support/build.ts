/** Builds the library and the kit once per run, because the tests run the published files. */
import { execFileSync } from 'node:child_process';

const root = new URL('../../..', import.meta.url).pathname;

export default function build(): void {
  for (const args of [
    ['run', '--silent', 'build', '--', '--silent'],
    ['run', '--silent', 'build', '-w', 'conformance', '--', '--silent'],
  ]) {
    execFileSync('npm', args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  }
}
