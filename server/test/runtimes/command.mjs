/** The built command as it is, once the runtime has said which one it is. */
const { Bun, Deno, process } = globalThis;
const runtime = Bun ? `Bun ${Bun.version}` : Deno ? `Deno ${Deno.version.deno}` : `Node.js ${process.versions.node}`;
console.log(`runtime: ${runtime}`);
await import('../../dist/main.js');
