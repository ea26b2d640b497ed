/** Loaded into a process under load (`--import`): tells its parent what it has used so far, when asked. */
process.on('message', (question) => {
  if (question === 'cpu') {
    const { user, system } = process.cpuUsage();
    process.send({ microseconds: user + system });
  }
  if (question === 'memory') {
    const { rss } = process.memoryUsage();
    globalThis.gc();
    process.send({ rss, heap: process.memoryUsage().heapUsed });
  }
});
process.channel.unref();
