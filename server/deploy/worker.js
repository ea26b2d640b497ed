/** The Worker in wrangler.jsonc: the unmodified server. To embed it with options, pass them as an argument. */
import { createWorker } from 'accesstoken2-server/worker';

export default createWorker();
