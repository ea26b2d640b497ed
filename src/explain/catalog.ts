/**
 * Every finding but for its message, which speaks of one token and is made where the finding is: how grave it is and
 * what to do about it. Docs and tests read this table too.
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

const APP_ID_REMEDY = 'Build it with the app id of the project it is for. Upper and lower case count.';

const PRIVILEGE_REMEDY = 'Build a token with the privilege, or ask for the one that it has.';

/** In the order in which a token is looked at. */
export const catalog: Readonly<Record<FindingCode, Entry>> = {
  // The options.
  'bad-option': error('Correct the option; the token was judged without it.'),

  // The text is something else.
  empty: error('Look at the answer of your token server: the token never got here.'),
  'not-a-token': error('Pass the text that the token builder returned, unchanged: it begins with 007.'),
  'hex-id': error(
    'Pass the token that is built from app id and certificate. If this is your certificate and it left your server, renew it in the Agora Console.',
  ),
  jwt: error('Pass the token of the Agora token builder, not that of your own log-in.'),
  'old-version': error(
    'Build it with an AccessToken2 builder (names that end in 2, or npm agora-token 2): its tokens begin with 007.',
  ),
  'chat-server-token': error(
    'Pass the 007 token itself: current Chat SDKs and the RESTful API take it as it is, without an exchange.',
  ),

  // The text holds a token, but something happened to it.
  surrounded: error('Pass the token alone, without what stands before or behind it.'),
  quoted: error('Take the quotes away: parse the JSON or the setting, instead of cutting it out.'),
  'white-space': error('Trim the text where it is read, and do not wrap it where it is stored.'),
  'plus-as-space': error(
    'Encode the token with encodeURIComponent before it goes into a URL or a form: there, + stands for a space.',
  ),
  'percent-encoded': error(
    'Decode it once where it leaves the URL (URLSearchParams does it), and encode it only once where it goes in.',
  ),
  escaped: error('Parse the JSON or HTML that the token came in, instead of cutting it out.'),
  'encoded-twice': error('Do not encode the token again: its text is base64 already.'),
  'prefix-twice': error('Do not put 007 in front: the builder has done it.'),
  'prefix-missing': error('Pass the whole text that the builder returned, with its 007.'),
  'url-safe': error(
    'Tokens use the standard base64 alphabet with + and /. Use encodeURIComponent for URLs, not url-safe base64.',
  ),
  'foreign-characters': error('Pass the text of the builder unchanged.'),
  padding: error('Keep the = signs at the end: they belong to the token.'),
  'not-canonical': error('Pass the text of the builder unchanged: one meaning has one spelling.'),
  'cut-off': error(
    'Look for what shortens it: a database column, a length limit, a log that abbreviates, a copy by hand.',
  ),
  corrupt: error('Copy it again from where it was built, by machine; a single wrong character is enough.'),
  'too-large': error('No token that a client needs is that large. If yours is, raise maxPayload.'),
  'unsigned-bytes': error('Pass the text of the builder unchanged: what follows it is not signed.'),
  'malformed-content': error('Build it with another builder: this one writes what readers refuse or read differently.'),

  // Who made it, for which app.
  'signature-unchecked': info('Give the app certificate to have the signature checked.'),
  'secondary-certificate': info(
    'Fine while certificates are rotated. Sign app tokens with the primary one: the RESTful API takes no other.',
  ),
  'wrong-certificate': error(
    'Compare the certificate with that of the same project in the Agora Console, upper and lower case too. If it is right, the token was changed.',
  ),
  'certificate-case': error('Use the certificate exactly as the Agora Console shows it: upper and lower case count.'),
  'ids-swapped': error(
    'Swap the two where the token is built. Everybody who saw such a token has the certificate: renew it in the Agora Console.',
  ),
  'app-id-malformed': error(APP_ID_REMEDY),
  'other-app': error(APP_ID_REMEDY),

  // Time.
  'not-yet-valid': error('Set the clock of the machine that builds tokens, or of this one (NTP).'),
  expired: error('Fetch a new token, and renew it before it ends.'),
  'lifetime-zero': warning('Give the lifetime in seconds: 3600 is an hour.'),
  'lifetime-absolute': warning(
    'Give the seconds from now on, such as 3600, not the point in time: AccessToken2 adds the time of issue itself.',
  ),
  'lifetime-over-24h': warning('Ask for at most 86400 seconds: Chat ends every token after 24 hours.'),
  'lifetime-over-maximum': error('Build it with a shorter lifetime.'),

  // What it must grant.
  'service-missing': error('Build a token that grants the service.'),
  'app-token-for-login': error(
    'Build a user token for the user who logs in (buildChatUserToken). An app token must not leave the server.',
  ),
  'user-token-for-rest': error('Build an app token for the RESTful API (buildChatAppToken).'),
  'user-differs': error(
    'Build the token for the very id that logs in, and look who is logged in where it is asked for.',
  ),
  'user-case-differs': error('Write the id the same way in both places, best in lower case.'),
  'field-differs': error('Build a token for what it is presented for.'),
  'privilege-missing': error(PRIVILEGE_REMEDY),
  'privilege-expired': error('Fetch a new token, and let the privilege last as long as the token.'),

  // What it says.
  'no-service': warning('Add a service before the token is built.'),
  'no-privilege': warning('Add the privilege that the token is for.'),
  'user-empty': error('Pass the user id to the builder: it was empty or missing.'),
  'user-and-app': warning(
    'Build two tokens: whoever logs in with this one can also use the RESTful API, which controls the whole project.',
  ),
  'user-placeholder': warning(
    'Look where the user id comes from: a value that was missing, or no text, was turned into one.',
  ),
  'user-upper-case': warning('Register and log in with lower-case Chat user ids only, and build tokens for the same.'),
  'user-characters': warning(
    'Use Chat user ids of the characters a-z 0-9 _ - . only, or of a hash where your own ids have others.',
  ),
  'user-length': warning('Use Chat user ids of at most 64 characters.'),
  'user-uuid': info(
    'If log-in fails, build the token for the user name: older set-ups took the uuid that registration returned.',
  ),
  'uid-zero': warning('Pass the number 0 for any user: it is written as the empty text.'),
  'privilege-before-token': info('Renew before the privilege ends, or let it last as long as the token (0).'),
  'privilege-after-token': warning('Let the token live at least as long: nothing outlives the token.'),
  'unknown-service': warning(
    'Update this library, if Agora has a new service. The signature covers these bytes all the same.',
  ),
  'unread-bytes': warning('Look at the builder: readers other than this one skip these bytes silently.'),
};

/** A finding with its severity and remedy from the catalog. */
export function finding(code: FindingCode, message: string): Finding {
  return { code, ...catalog[code], message };
}
