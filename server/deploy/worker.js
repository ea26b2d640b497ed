/** The Worker of wrangler.jsonc: the server as it is. Options for a program of your own go into the brackets. */
import { createWorker } from 'accesstoken2-server/worker';

export default createWorker();
