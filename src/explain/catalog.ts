/**
 * The severity and the remedy of every finding; its message depends on the token. A test compares the table in
 * docs/findings.md with this one.
 */
import type { Finding, FindingCode, FindingSeverity } from './finding.ts';

interface Entry {
  readonly severity: FindingSeverity;
  readonly remedy: string;
}

/** @__NO_SIDE_EFFECTS__ */
function error(remedy: string): Entry {
  return { severity: 'error', remedy };
}

/** @__NO_SIDE_EFFECTS__ */
function warning(remedy: string): Entry {
  return { severity: 'warning', remedy };
}

/** @__NO_SIDE_EFFECTS__ */
function info(remedy: string): Entry {
  return { severity: 'info', remedy };
}

const APP_ID_REMEDY = 'Build the token with the app ID of its project. Case matters.';

const UNCHANGED_REMEDY = 'Pass the token exactly as the builder returned it.';

/** In the order in which a token is checked. */
export const catalog: Readonly<Record<FindingCode, Entry>> = {
  // The options.
  'bad-option': error('Correct the option; the token was checked without it.'),

  // The text is not a token.
  empty: error('Check the response of your token server: the token is missing.'),
  'not-a-token': error('Pass the token exactly as the builder returned it: it begins with 007.'),
  'hex-id': error(
    'Pass the token that is built from app ID and certificate. If this is your certificate and it left your server, renew it in the Agora Console.',
  ),
  jwt: error('Pass the token from the Agora builder, not the JWT of your own login.'),
  'old-version': error(
    'Build it with an AccessToken2 builder (names that end in 2, or npm agora-token 2): its tokens begin with 007.',
  ),
  'chat-server-token': error('Pass the 007 token itself: current Chat SDKs and the RESTful API accept it directly.'),

  // The text contains a token that was damaged on the way.
  surrounded: error('Pass the token alone, without the text before or after it.'),
  quoted: error('Remove the quotes: parse the JSON or the setting instead of cutting the token out of it.'),
  'white-space': error('Trim the token where it is read, and do not wrap it where it is stored.'),
  'plus-as-space': error('Use encodeURIComponent before the token goes into a URL or a form: + means a space there.'),
  'percent-encoded': error(
    'Decode it once after taking it from the URL (URLSearchParams does), and encode it only once.',
  ),
  escaped: error('Parse the JSON or HTML that contains the token instead of cutting the token out of it.'),
  'encoded-twice': error('Do not encode the token again: it is base64 already.'),
  'prefix-twice': error('Do not add 007: the builder already did.'),
  'prefix-missing': error('Pass everything that the builder returned, including 007.'),
  'url-safe': error(
    'Tokens use the standard base64 alphabet with + and /. Use encodeURIComponent for URLs, not url-safe base64.',
  ),
  'foreign-characters': error(UNCHANGED_REMEDY),
  padding: error('Keep the = signs at the end: they are part of the token.'),
  'not-canonical': error(UNCHANGED_REMEDY),
  'cut-off': error('Find what truncates it: a database column, a length limit, an abbreviated log, a copy by hand.'),
  corrupt: error('Copy it again from the source, not by hand: one wrong character is enough.'),
  'too-large': error('No client needs a token this large. If yours does, raise maxPayload.'),
  'unsigned-bytes': error('Pass the token exactly as the builder returned it: the extra bytes are not signed.'),
  'malformed-content': error('Use another builder: readers reject this one’s output or read it differently.'),

  // Who built it, for which app.
  'signature-unchecked': info('Pass the app certificate to check the signature.'),
  'secondary-certificate': info(
    'Fine during a rotation. Sign app tokens with the primary certificate: the RESTful API accepts no other.',
  ),
  'wrong-certificate': error(
    'Compare the certificate with the one of the same project in the Agora Console, including letter case. If it is the same, the token was modified.',
  ),
  'certificate-case': error('Use the certificate exactly as the Agora Console shows it: case matters.'),
  'ids-swapped': error(
    'Swap app ID and certificate where the token is built. Anyone who saw such a token has the certificate: renew it in the Agora Console.',
  ),
  'app-id-malformed': error(APP_ID_REMEDY),
  'other-app': error(APP_ID_REMEDY),

  // Time.
  'not-yet-valid': error('Set the clock of the machine that builds tokens, or of this one (NTP).'),
  expired: error('Get a new token, and renew it before it expires.'),
  'lifetime-zero': warning('Pass the lifetime in seconds: 3600 is an hour.'),
  'lifetime-absolute': warning(
    'Pass a duration such as 3600, not a Unix time: AccessToken2 adds the time of issue itself.',
  ),
  'lifetime-over-24h': warning('Use at most 86400 seconds: Agora rejects tokens after 24 hours.'),
  'lifetime-over-maximum': error('Build it with a shorter lifetime.'),

  // What is required of it.
  'service-missing': error('Build a token that grants the service.'),
  'app-token-for-login': error(
    'Build a user token for the user who logs in (buildChatUserToken). Never send an app token to a client.',
  ),
  'user-token-for-rest': error('Build an app token for the RESTful API (buildChatAppToken).'),
  'wildcard-refused': error('Build the token for the user, or pass allowWildcard: true if any user will do.'),
  'user-is-uuid': error(
    'Build the token for the user name, or look the UUID up (GET /users/NAME): Agora’s Console and older token servers put the UUID that registration returned into the token, while the client logs in by name.',
  ),
  'user-differs': error('Build the token for the ID that logs in, and check who is logged in when it is requested.'),
  'user-case-differs': error('Spell the ID the same way in both places. Chat user IDs are lower case.'),
  'channel-differs': error('Build the token for exactly the channel that is joined, including case and spaces.'),
  'field-differs': error('Build a token with the required value.'),
  'privilege-missing': error('Build a token with the privilege, or require the one that it has.'),
  'privilege-expired': error('Get a new token, and let the privilege last as long as the token.'),

  // What it grants.
  'no-service': warning('Add a service before building the token.'),
  'no-privilege': warning('Add the privilege that the token needs.'),
  'user-empty': error('Pass the user ID to the builder: it was empty or missing.'),
  'user-and-app': warning(
    'Build two tokens: anyone who logs in with this one can also use the RESTful API, which controls the whole project.',
  ),
  'app-token': info('Keep it on your server: it grants full control of the Chat project.'),
  'user-placeholder': warning('Check where the ID comes from: a missing value was converted to a string.'),
  'user-upper-case': warning('Use lower-case Chat user IDs everywhere: Chat stores them in lower case.'),
  'user-characters': warning(
    'Use only a-z, 0-9, "_", "-" and "." in Chat user IDs, or a hash of an ID with other characters.',
  ),
  'user-length': warning('Use Chat user IDs of at most 64 characters.'),
  'user-uuid': info(
    'If login fails, build the token for the user name: older token servers used the UUID that registration returned.',
  ),
  'name-spaces': warning('Trim the name, or the client must pass the same spaces.'),
  'any-uid': info('Fine if any user may join. To bind the token to one user, pass a uid from 1.'),
  'uid-zero': warning('Pass the number 0 for any user: it is written as an empty string.'),
  'uid-account': info(
    'The client must join with this user account (joinChannelWithUserAccount, or a string uid on the web), not with a number.',
  ),
  'publish-missing': info(
    'Fine for an audience. Agora enforces it only with co-host authentication: then a host’s token must grant publishing.',
  ),
  'privilege-before-token': info('Renew before the privilege expires, or let it last as long as the token (0).'),
  'privilege-after-token': warning('Build the token with at least that lifetime: no privilege outlives its token.'),
  'unknown-service': warning('If Agora has a new service, update this library. The signature covers these bytes too.'),
  'unread-bytes': warning('Check the builder: other readers skip these bytes silently.'),
};

/** A finding with its severity and remedy from the catalog. */
export function finding(code: FindingCode, message: string): Finding {
  return { code, ...catalog[code], message };
}
