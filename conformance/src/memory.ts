/** The memory of an adapter: the resident memory of all processes in its group. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Resident memory of the process group in bytes; `undefined` if it cannot be measured. */
export async function groupMemory(group: number): Promise<number | undefined> {
  if (process.platform === 'linux') return fromProc(group);
  if (process.platform === 'win32') return undefined;
  return fromPs(group);
}

function fromProc(group: number): number {
  let kibibytes = 0;
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      if (Number(/^NSpgid:\t(\d+)/m.exec(status)?.[1]) !== group) continue;
      kibibytes += Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1] ?? 0);
    } catch {
      // The process ended in the meantime.
    }
  }
  return kibibytes * 1024;
}

function fromPs(group: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    execFile('ps', ['-axo', 'pgid=,rss='], (error, stdout) => {
      if (error) return resolve(undefined);
      let kibibytes = 0;
      for (const line of stdout.split('\n')) {
        const [id, resident] = line.trim().split(/\s+/);
        if (Number(id) === group) kibibytes += Number(resident);
      }
      resolve(kibibytes * 1024);
    });
  });
}
