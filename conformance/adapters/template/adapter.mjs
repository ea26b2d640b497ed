// Connects an AccessToken2 implementation to the conformance kit: replace the operations, and what describe says.
//     npx accesstoken2-conformance -- node adapter.mjs
import { createInterface } from 'node:readline';

/** The API cannot express a request: throw new Skip('why'). */
class Skip extends Error {}

const operations = {
  describe: () => ({
    name: 'my implementation',
    version: '1.0',
    language: 'JavaScript',
    operations: ['build', 'decode', 'verify'], // remove what you do not implement
    checks: [], // 'time' and 'privilege', if verify checks them
  }),
  // { appId, appCertificate, issuedAt, expiresIn, salt, services }
  build(_request) {
    throw new Error('return the token: 007…');
  },
  // { token }
  decode(_request) {
    throw new Error('return { appId, issuedAt, expiresIn, salt, services }');
  },
  // { token, appCertificate, now, require? }
  verify(_request) {
    throw new Error('return true or false');
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { id, op, ...request } = JSON.parse(line);
  let answer;
  try {
    answer = { id, result: operations[op](request) };
  } catch (error) {
    answer = error instanceof Skip ? { id, skip: error.message } : { id, error: String(error) };
  }
  console.log(JSON.stringify(answer));
}
