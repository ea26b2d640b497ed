/** A real nginx on free ports, with a configuration of the test's, ended with the test. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { freePort } from './ports.ts';

/** What is left to an operator who only writes `proxy_pass`. */
export const DEFAULT_PROXY = (upstream: string) => `server { listen 80; location / { proxy_pass ${upstream}; } }`;

/**
 * @param site what would be in conf.d; its ports 80 and 443 become free ones, its certificate one made for the test.
 * @returns the URL at which it answers.
 */
export async function startNginx(site: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'accesstoken2-nginx-'));
  const port = await freePort();
  const secure = /listen 443/.test(site);
  const key = join(folder, 'key.pem');
  const certificate = join(folder, 'certificate.pem');
  if (secure) makeCertificate(key, certificate);
  const local = site
    .replace(/^ *listen \[::\].*\n/gm, '')
    .replace(/listen (80|443)/g, `listen 127.0.0.1:${port}`)
    .replace(/(ssl_certificate) .*;/, `$1 ${certificate};`)
    .replace(/(ssl_certificate_key) .*;/, `$1 ${key};`);
  writeFileSync(join(folder, 'nginx.conf'), MAIN(folder, local));
  const child: ChildProcess = spawn('nginx', ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr?.on('data', (chunk) => (errors += chunk));
  onTestFinished(async () => {
    const ended = new Promise((resolve) => child.once('close', resolve));
    // Asked to end, not killed: a master that is killed leaves its workers running.
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  });
  await listens(port, () => errors);
  return `${secure ? 'https' : 'http'}://127.0.0.1:${port}`;
}

const MAIN = (folder: string, site: string) => `
daemon off; pid ${folder}/pid; worker_processes 1; error_log stderr warn;
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  ${site}
}
`;

function makeCertificate(key: string, certificate: string): void {
  const args = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=127.0.0.1';
  execFileSync('openssl', [...args.split(' '), '-keyout', key, '-out', certificate], { stdio: 'ignore' });
}

async function listens(port: number, errors: () => string): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`nginx does not listen: ${errors()}`);
}
