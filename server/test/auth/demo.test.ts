/** Demo mode with your own credentials: DNS rebinding must not let web pages reach it. */
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { listening } from '../support/listening.ts';

/** `fetch` cannot set the Host header. */
function statusWithHost(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${url}/generate-user-token`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('with localOnly', () => {
  it.each(['localhost', 'localhost:8080', '127.0.0.1:8080', '[::1]:8080', '10.0.2.2:8080'])(
    '%s is served',
    async (host) => {
      expect(await statusWithHost(await listening({ localOnly: true }), host)).toBe(405);
    },
  );

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io'])('%s is refused', async (host) => {
    expect(await statusWithHost(await listening({ localOnly: true }), host)).toBe(403);
  });
});
