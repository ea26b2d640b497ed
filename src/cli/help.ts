/** The help: an overview, and a page for each command; each fits on a screen of 80 columns and 24 lines. */

/** The commands, in the order of the overview. */
export type CommandName = 'chat-user' | 'chat-app' | 'decode' | 'verify' | 'explain' | 'demo';

export const HELP = `accesstoken2: build, read and verify Agora AccessToken2 ("007…") tokens

Usage: accesstoken2 <command> [options]

  chat-user --user ID   print a token with which a user logs in to Chat
  chat-app              print a token for the Chat RESTful API
  decode [TOKEN]        show what is in a token; checks nothing
  verify [TOKEN]        check signature, times and what else you require
  explain [TOKEN]       say what is wrong with a token, and what to do
  demo                  make one token of each kind and show what is in it

Credentials come from the environment or from a file:
  AGORA_APP_ID, AGORA_APP_CERTIFICATE
  AGORA_APP_CERTIFICATE_SECONDARY   for verify and explain, during rotation
  --env-file FILE                   a file that sets them

TOKEN may come on standard input. --json makes the output machine-readable.
Exit code: 0 done, 1 token refused, 2 usage.
accesstoken2 help <command> tells more.
`;

const CREDENTIAL_HELP = `  --env-file FILE          sets AGORA_APP_ID and AGORA_APP_CERTIFICATE
  --app-id ID              instead of AGORA_APP_ID
  --app-certificate CERT   instead of AGORA_APP_CERTIFICATE; everybody sees it
                           in the process list, so only a throw-away one`;

const ISSUE_HELP = `  --expires-in 1h          lifetime, at most 24h: 3600, 60m, 1h, 1d (default 1h)
  --quiet                  the token only, nothing on standard error
  --json                   token and content as JSON
${CREDENTIAL_HELP}`;

const CHECK_HELP = `  --service chat           it must grant this service ...
  --privilege user         ... with this privilege, by name or number, not ended
  --user ID                ... to this user; also --channel, --uid, --account,
                           --room, --room-user, --role, as the service has it
  --max-lifetime 24h       it must not live longer
  --clock-tolerance 30s    clocks may differ by this much
  --at TIME                as of then: unix seconds or 2026-11-24T12:00:00Z
  --max-payload BYTES      how much is read at most (default 1 MiB)
  --json                   the result as JSON
${CREDENTIAL_HELP}`;

export const COMMAND_HELP: Readonly<Record<CommandName, string>> = {
  'chat-user': `Usage: accesstoken2 chat-user --user ID [options]

Prints a token with which one user logs in to Chat, and to standard error what
is in it.

  --user ID                the Chat user, 1 to 64 bytes
${ISSUE_HELP}
`,
  'chat-app': `Usage: accesstoken2 chat-app [options]

Prints a token for the Chat RESTful API, and to standard error what is in it.
It controls the whole Chat project: it must not reach a client.

${ISSUE_HELP}
`,
  decode: `Usage: accesstoken2 decode [TOKEN] [--json]

Shows what is in a token, given as argument or on standard input. Checks
nothing: anybody can have made it.
`,
  verify: `Usage: accesstoken2 verify [TOKEN] [options]

Checks the signature against your certificate, the app id, the times and what
is required below, and shows what is in the token. Exit code 1: it is refused.

${CHECK_HELP}
`,
  explain: `Usage: accesstoken2 explain [TOKEN] [options]

Says what is wrong with a text that should be a token, and what to do about it.
Works without credentials; then the signature is not checked. Exit code 1: the
token is refused.

${CHECK_HELP}
`,
  demo: `Usage: accesstoken2 demo [options]

Makes a Chat user token and a Chat app token, verifies them and shows what is
in them: with your credentials, or else with those of Agora's test suites.

${CREDENTIAL_HELP}
`,
};
