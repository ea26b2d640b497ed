/** Preloaded with `--import`: reports the process's resource usage to its parent on request. */
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
