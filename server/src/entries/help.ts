/** The help: the options, and every variable with its default. */
import { describeVariables } from '../config/describe.ts';

const rows = describeVariables().map(({ name, fallback, description }) => {
  const text = fallback === '' ? description : `${description}. Default: \`${fallback}\``;
  return `  ${name}\n      ${text}\n`;
});

export const HELP = `accesstoken2-server: issues Agora AccessToken2 tokens over HTTP

Usage: accesstoken2-server [option]

  (none)           start the server; without configuration in demo mode
  --check-config   say whether the configuration is valid, and what it means
  --new-api-key    make an API key, and its entry for API_KEYS
  --help           this text

Signals: SIGTERM ends it gracefully, SIGINT at once, SIGHUP makes it read its files again.

Configuration is in environment variables. NAME_FILE may name a file that holds the value of NAME.

${rows.join('')}`;
