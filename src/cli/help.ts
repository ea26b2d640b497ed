/** The help: one screen of 80 columns. */
export const HELP = `accesstoken2: build, read and verify Agora AccessToken2 ("007…") tokens

Usage: accesstoken2 <command> [options]

  chat-user --user ID      print a token with which a user logs in to Chat
  chat-app                 print a token for the Chat RESTful API
  decode [TOKEN]           show what is in a token; checks nothing
  verify [TOKEN]           check signature, times and what is required below
  demo                     make one token of each kind and show what is in it

Making a token:
  --expires-in 1h          lifetime, at most 24h: 3600, 60m, 1h, 1d (default 1h)
  --quiet                  the token only, nothing on standard error

Verifying a token:
  --service chat           it must grant this service ...
  --privilege user         ... with this privilege, by name or number, not ended
  --user ID                ... to this user; also --channel, --uid, --account,
                           --room, --room-user, whatever the service has
  --max-lifetime 24h       it must not live longer
  --clock-tolerance 30s    clocks may differ by this much
  --at TIME                as of this time: unix seconds or 2026-11-24T12:00:00Z

Everywhere:
  --json                   machine-readable output
  --env-file FILE          read AGORA_APP_ID and AGORA_APP_CERTIFICATE from FILE;
                           without it they come from the environment
  --app-id ID              instead of AGORA_APP_ID
  --app-certificate CERT   instead of AGORA_APP_CERTIFICATE: others can see it in
                           the process list, so only with a throw-away one

TOKEN may come on standard input. Exit code: 0 done, 1 token refused, 2 usage.
`;
