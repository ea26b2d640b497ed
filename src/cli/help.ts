/** The help: an overview, and a page for each command; each fits on a screen of 80 columns and 24 lines. */

/** The commands, in the order of the overview. */
export type CommandName =
  | 'chat-user'
  | 'chat-app'
  | 'rtc'
  | 'rtm'
  | 'build'
  | 'decode'
  | 'verify'
  | 'explain'
  | 'migrate'
  | 'demo';

export const HELP = `accesstoken2: build, read and verify Agora AccessToken2 ("007…") tokens

Usage: accesstoken2 <command> [options]

  chat-user --user ID   build a token for a user's login to Agora Chat
  chat-app              build a token for the Chat RESTful API
  rtc, rtm              build a token for voice and video, or for Signaling
  build [GRANTS]        build a token from grants in JSON, for any services
  decode [TOKEN]        show what a token contains; checks nothing
  verify [TOKEN]        check signature, times and your requirements
  explain [TOKEN]       say why a token fails, and what to do about it
  migrate PATH...       replace agora-token in your code
  demo                  build two tokens and show what they contain

Credentials: --app-id and --app-certificate win over the environment
(AGORA_APP_ID, AGORA_APP_CERTIFICATE, AGORA_APP_CERTIFICATE_SECONDARY), which
wins over --credentials FILE, a file with lines such as AGORA_APP_ID=...

Exit code: 0 done, 1 token refused, 2 usage, 3 output could not be written.
'accesstoken2 help <command>' has the options; --version prints the version.
`;

const CREDENTIAL_HELP = `  --credentials FILE       file that sets AGORA_APP_ID, AGORA_APP_CERTIFICATE
  --app-id ID              wins over AGORA_APP_ID and the file
  --app-certificate CERT   likewise, but visible in the process list`;

const ISSUE_HELP = `  --expires-in 1h          lifetime: 3600, 60m, 1h or 1d (default 1h)
  --quiet                  print only the token, nothing on standard error
  --json                   print the token and its content as JSON
${CREDENTIAL_HELP}`;

const INPUT_HELP = `  --file FILE              read the token from a file; - or nothing: from stdin`;

const CHECK_HELP = `  --service chat           the token must grant this service ...
  --privilege user         ... with this privilege, by name or number
  --user ID                ... to this user; also --channel, --uid, --account,
                           --room-uuid, --user-uuid, --role
  --max-lifetime 24h       the token's lifetime may be at most this
  --clock-tolerance 30s    allow for clocks that differ by this much
  --at TIME                check as of Unix seconds or 2026-11-24T12:00:00Z
  --max-payload BYTES      refuse larger payloads (default 1 MiB)
${INPUT_HELP}
  --json                   print the result as JSON
${CREDENTIAL_HELP}`;

export const COMMAND_HELP: Readonly<Record<CommandName, string>> = {
  'chat-user': `Usage: accesstoken2 chat-user --user ID [options]

Prints a token with which one user logs in to Agora Chat, and on standard error
what it contains.

  --user ID                Chat user ID: 1 to 64 of a-z 0-9 _ - .
${ISSUE_HELP}

Chat tokens live at most 24 hours.
`,
  'chat-app': `Usage: accesstoken2 chat-app [options]

Prints a token for the Chat RESTful API, and on standard error what it
contains. It grants full control of the Chat project: never send it to a client.

${ISSUE_HELP}

Chat tokens live at most 24 hours.
`,
  rtc: `Usage: accesstoken2 rtc --channel NAME --uid UID --role ROLE [options]

Prints a token with which a user joins a channel for voice and video.

  --channel NAME           channel to join
  --uid UID                number, or user account; 0 lets any user join
  --role ROLE              publisher (may send) or subscriber
  --privileges-expire-in T privileges end earlier than the token
${ISSUE_HELP}
`,
  rtm: `Usage: accesstoken2 rtm --user ID [options]

Prints a token with which a user logs in to Signaling (RTM).

  --user ID                user ID
${ISSUE_HELP}
`,
  build: `Usage: accesstoken2 build [GRANTS] [options]

Prints a token for any services. GRANTS is JSON, one grant or a list of them,
as an argument, in a file or on standard input:

  accesstoken2 build '{"service": "chat", "userId": "alice",
                       "privileges": {"user": 3600}}'

  --file FILE              read the grants from a file
${ISSUE_HELP}
`,
  decode: `Usage: accesstoken2 decode [TOKEN] [options]

Shows what a token contains. Checks nothing: anyone could have made it.

${INPUT_HELP}
  --json                   print the content as JSON
`,
  verify: `Usage: accesstoken2 verify [TOKEN] [options]

Checks the signature against your certificate, the app ID, the times and your
requirements, and shows the content. Exit code 1: the token is refused.

${CHECK_HELP}
`,
  explain: `Usage: accesstoken2 explain [TOKEN] [options]

Says why a token fails and what to do about it. Without credentials it does not
check the signature. Exit code 1: the token is refused.

${CHECK_HELP}
`,
  migrate: `Usage: accesstoken2 migrate PATH... [options]

Finds agora-token and agora-access-token in JavaScript and TypeScript files and
replaces the imports with accesstoken2/agora-token. Lists what to change by
hand: most of all arguments that are Unix times, which are durations now.
Reads your code with TypeScript 5 or 6, which must be installed.

  --write                  rewrite the imports; without it, nothing is changed
  --json                   print the report as JSON

Exit code 1: there is something left to do.
`,
  demo: `Usage: accesstoken2 demo [options]

Builds a Chat user token and a Chat app token, verifies them and shows what they
contain: with your credentials, or else with those of Agora's test suites.

${CREDENTIAL_HELP}
`,
};
