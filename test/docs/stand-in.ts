/** For pages on the REST client: `import './stand-in.mjs'` replaces the network by the stand-in for the API. */
import { createLocalStandIn } from '../stand-in-rest/start.ts';
import { credentials } from '../support/credentials.ts';

const standIn = createLocalStandIn(credentials);

for (const username of ['alice', 'bob']) {
  standIn.users.create({ userId: username, query: new URLSearchParams(), body: { username } });
}
standIn.users.online.add('alice');

globalThis.fetch = standIn.fetch;
