/**
 * Every finding but for its message, which speaks of one token and is made where the finding is: how grave it is and
 * what to do about it. Docs and tests read this table too.
 */
import type { Finding, FindingCode, FindingSeverity } from './finding.ts';

interface Entry {
  readonly severity: FindingSeverity;
  readonly remedy: string;
}

const APP_ID_REMEDY = 'Build it with the app id of the project it is for. Upper and lower case count.';

const PRIVILEGE_REMEDY = 'Build a token with the privilege, or ask for the one that it has.';

/** In the order in which a token is looked at. */
export const catalog: Readonly<Record<FindingCode, Entry>> = {
  // The options.
  'bad-option': { severity: 'error', remedy: 'Correct the option; the token was judged without it.' },

  // The text is something else.
  empty: { severity: 'error', remedy: 'Look at the answer of your token server: the token never got here.' },
  'not-a-token': {
    severity: 'error',
    remedy: 'Pass the text that the token builder returned, unchanged: it begins with 007.',
  },
  'hex-id': {
    severity: 'error',
    remedy:
      'Pass the token that is built from app id and certificate. If this is your certificate and it left your server, renew it in the Agora Console.',
  },
  jwt: { severity: 'error', remedy: 'Pass the token of the Agora token builder, not that of your own log-in.' },
  'old-version': {
    severity: 'error',
    remedy:
      'Build it with an AccessToken2 builder (names that end in 2, or npm agora-token 2): its tokens begin with 007.',
  },
  'chat-server-token': {
    severity: 'error',
    remedy: 'Pass the 007 token itself: current Chat SDKs and the RESTful API take it as it is, without an exchange.',
  },

  // The text holds a token, but something happened to it.
  surrounded: { severity: 'error', remedy: 'Pass the token alone, without what stands before or behind it.' },
  quoted: {
    severity: 'error',
    remedy: 'Take the quotes away: parse the JSON or the setting, instead of cutting it out.',
  },
  'white-space': {
    severity: 'error',
    remedy: 'Trim the text where it is read, and do not wrap it where it is stored.',
  },
  'plus-as-space': {
    severity: 'error',
    remedy:
      'Encode the token with encodeURIComponent before it goes into a URL or a form: there, + stands for a space.',
  },
  'percent-encoded': {
    severity: 'error',
    remedy:
      'Decode it once where it leaves the URL (URLSearchParams does it), and encode it only once where it goes in.',
  },
  escaped: { severity: 'error', remedy: 'Parse the JSON or HTML that the token came in, instead of cutting it out.' },
  'encoded-twice': { severity: 'error', remedy: 'Do not encode the token again: its text is base64 already.' },
  'prefix-twice': { severity: 'error', remedy: 'Do not put 007 in front: the builder has done it.' },
  'prefix-missing': { severity: 'error', remedy: 'Pass the whole text that the builder returned, with its 007.' },
  'url-safe': {
    severity: 'error',
    remedy:
      'Tokens use the standard base64 alphabet with + and /. Use encodeURIComponent for URLs, not url-safe base64.',
  },
  'foreign-characters': { severity: 'error', remedy: 'Pass the text of the builder unchanged.' },
  padding: { severity: 'error', remedy: 'Keep the = signs at the end: they belong to the token.' },
  'not-canonical': {
    severity: 'error',
    remedy: 'Pass the text of the builder unchanged: one meaning has one spelling.',
  },
  'cut-off': {
    severity: 'error',
    remedy: 'Look for what shortens it: a database column, a length limit, a log that abbreviates, a copy by hand.',
  },
  corrupt: {
    severity: 'error',
    remedy: 'Copy it again from where it was built, by machine; a single wrong character is enough.',
  },
  'too-large': {
    severity: 'error',
    remedy: 'No token that a client needs is that large. If yours is, raise maxPayload.',
  },
  'unsigned-bytes': {
    severity: 'error',
    remedy: 'Pass the text of the builder unchanged: what follows it is not signed.',
  },
  'malformed-content': {
    severity: 'error',
    remedy: 'Build it with another builder: this one writes what readers refuse or read differently.',
  },

  // Who made it, for which app.
  'signature-unchecked': { severity: 'info', remedy: 'Give the app certificate to have the signature checked.' },
  'secondary-certificate': {
    severity: 'info',
    remedy:
      'Fine while certificates are rotated. Sign app tokens with the primary one: the RESTful API takes no other.',
  },
  'wrong-certificate': {
    severity: 'error',
    remedy:
      'Compare the certificate with that of the same project in the Agora Console, upper and lower case too. If it is right, the token was changed.',
  },
  'certificate-case': {
    severity: 'error',
    remedy: 'Use the certificate exactly as the Agora Console shows it: upper and lower case count.',
  },
  'ids-swapped': {
    severity: 'error',
    remedy:
      'Swap the two where the token is built. Everybody who saw such a token has the certificate: renew it in the Agora Console.',
  },
  'app-id-malformed': { severity: 'error', remedy: APP_ID_REMEDY },
  'other-app': { severity: 'error', remedy: APP_ID_REMEDY },

  // Time.
  'not-yet-valid': {
    severity: 'error',
    remedy: 'Set the clock of the machine that builds tokens, or of this one (NTP).',
  },
  expired: { severity: 'error', remedy: 'Fetch a new token, and renew it before it ends.' },
  'lifetime-zero': { severity: 'warning', remedy: 'Give the lifetime in seconds: 3600 is an hour.' },
  'lifetime-absolute': {
    severity: 'warning',
    remedy:
      'Give the seconds from now on, such as 3600, not the point in time: AccessToken2 adds the time of issue itself.',
  },
  'lifetime-over-24h': {
    severity: 'warning',
    remedy: 'Ask for at most 86400 seconds: Chat ends every token after 24 hours.',
  },
  'lifetime-over-maximum': { severity: 'error', remedy: 'Build it with a shorter lifetime.' },

  // What it must grant.
  'service-missing': { severity: 'error', remedy: 'Build a token that grants the service.' },
  'app-token-for-login': {
    severity: 'error',
    remedy: 'Build a user token for the user who logs in (buildChatUserToken). An app token must not leave the server.',
  },
  'user-token-for-rest': { severity: 'error', remedy: 'Build an app token for the RESTful API (buildChatAppToken).' },
  'user-differs': {
    severity: 'error',
    remedy: 'Build the token for the very id that logs in, and look who is logged in where it is asked for.',
  },
  'user-case-differs': { severity: 'error', remedy: 'Write the id the same way in both places, best in lower case.' },
  'field-differs': { severity: 'error', remedy: 'Build a token for what it is presented for.' },
  'privilege-missing': { severity: 'error', remedy: PRIVILEGE_REMEDY },
  'privilege-expired': {
    severity: 'error',
    remedy: 'Fetch a new token, and let the privilege last as long as the token.',
  },

  // What it says.
  'no-service': { severity: 'warning', remedy: 'Add a service before the token is built.' },
  'no-privilege': { severity: 'warning', remedy: 'Add the privilege that the token is for.' },
  'user-empty': { severity: 'error', remedy: 'Pass the user id to the builder: it was empty or missing.' },
  'user-and-app': {
    severity: 'warning',
    remedy:
      'Build two tokens: whoever logs in with this one can also use the RESTful API, which controls the whole project.',
  },
  'user-placeholder': {
    severity: 'warning',
    remedy: 'Look where the user id comes from: a value that was missing, or no text, was turned into one.',
  },
  'user-upper-case': {
    severity: 'warning',
    remedy: 'Register and log in with lower-case Chat user ids only, and build tokens for the same.',
  },
  'user-characters': {
    severity: 'warning',
    remedy: 'Use Chat user ids of the characters a-z 0-9 _ - . only, or of a hash where your own ids have others.',
  },
  'user-length': { severity: 'warning', remedy: 'Use Chat user ids of at most 64 characters.' },
  'user-uuid': {
    severity: 'info',
    remedy:
      'If log-in fails, build the token for the user name: older set-ups took the uuid that registration returned.',
  },
  'uid-zero': { severity: 'warning', remedy: 'Pass the number 0 for any user: it is written as the empty text.' },
  'privilege-before-token': {
    severity: 'info',
    remedy: 'Renew before the privilege ends, or let it last as long as the token (0).',
  },
  'privilege-after-token': {
    severity: 'warning',
    remedy: 'Let the token live at least as long: nothing outlives the token.',
  },
  'unknown-service': {
    severity: 'warning',
    remedy: 'Update this library, if Agora has a new service. The signature covers these bytes all the same.',
  },
  'unread-bytes': {
    severity: 'warning',
    remedy: 'Look at the builder: readers other than this one skip these bytes silently.',
  },
  'other-order': {
    severity: 'info',
    remedy: 'Compare tokens by what they hold, not by their text: one content can be written in several ways.',
  },
  'other-compression': {
    severity: 'info',
    remedy: 'Compare tokens by what they hold, not by their text: each language compresses in its own way.',
  },
};

/** A finding with its severity and remedy from the catalog. */
export function finding(code: FindingCode, message: string): Finding {
  return { code, ...catalog[code], message };
}
