/** The Edge runtime of Vercel and Next.js in its official emulator: Web standards, no Node.js. */
import { EdgeVM } from '@edge-runtime/vm';
import { scriptProgram } from '../consumer.mjs';
import { packageVersion } from '../versions.mjs';

export default function edgeVm(consumer) {
  return [
    {
      runtime: 'Edge runtime (@edge-runtime/vm)',
      version: packageVersion('@edge-runtime/vm'),
      form: 'CommonJS',
      expected: 'edge-runtime undefined undefined',
      async run() {
        const identity = "[EdgeRuntime, typeof process, typeof Buffer].join(' ')";
        const vm = new EdgeVM();
        vm.evaluate(scriptProgram(consumer, { identity, finish: 'globalThis.result = report();' }));
        return JSON.parse(vm.evaluate('result'));
      },
    },
  ];
}
