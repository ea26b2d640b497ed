/**
 * Every English text of the page. To translate it, copy this file and name the copy in `texts.ts`. Texts that are looked
 * up by a name from elsewhere are in exports of their own: a minifier inlines all others and drops their names.
 */

/** For `Intl`. */
export const language = 'en';

export const page = {
  title: 'Token inspector',
  subtitle: 'for Agora AccessToken2',
  privacy: 'Everything stays in this page. It cannot send anything and stores nothing.',
  footer: 'Part of accesstoken2. ',
  source: 'Source and documentation',
  copy: 'Copy',
  copyField: (name: string): string => `Copy ${name}`,
  copied: 'Copied.',
  notCopied: 'The browser refused access to the clipboard.',
  failed: 'Could not show this part. Please report it without the token.',
};

export const tabs = {
  label: 'Tools',
  inspect: 'Inspect',
  compare: 'Compare',
  build: 'Build',
};

export const input = {
  label: 'Token',
  placeholder: '007eJx…',
  hint: 'Paste a token, or any text with a token in it.',
  example: 'Show an example',
  link: 'Copy a link',
  linked: 'Copied. The link contains the token.',
  clear: 'Clear',
};

export const verdict = {
  label: 'Verdict',
  idle: 'Paste a token',
  idleSummary: 'See what it grants, when it expires and what is wrong.',
  reading: 'Reading…',
  valid: { intact: 'Valid', repaired: 'Valid after repair' },
  unchecked: { intact: 'Readable and not expired', repaired: 'Readable after repair' },
  refused: 'Refused',
  unreadable: 'Not a readable token',
  summary: (errors: number, warnings: number): string => {
    const parts = [
      ...(errors > 0 ? [`${errors} ${errors === 1 ? 'error' : 'errors'}`] : []),
      ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`] : []),
    ];
    return parts.length === 0 ? 'No problems found.' : `${parts.join(' and ')}, explained below.`;
  },
  signatureMatches: 'The signature matches the certificate.',
  signatureOpen: 'The signature was not checked.',
  expires: (when: string): string => `Expires ${when}`,
  expired: (when: string): string => `Expired ${when}`,
};

/** By the code of the first error. */
export const headlines = {
  'bad-option': 'Check the form',
  empty: 'No token',
  'not-a-token': 'Not a token',
  'hex-id': 'An ID, not a token',
  jwt: 'A JSON Web Token',
  'old-version': 'Old token format',
  'chat-server-token': 'A Chat server token',
  'cut-off': 'Cut off',
  corrupt: 'Corrupt',
  'too-large': 'Too large',
  'malformed-content': 'Malformed',
  'wrong-certificate': 'Wrong signature',
  'certificate-case': 'Wrong signature',
  'ids-swapped': 'ID and certificate swapped',
  'app-id-malformed': 'Malformed app ID',
  'other-app': 'For another app',
  expired: 'Expired',
  'not-yet-valid': 'Not valid yet',
  'lifetime-over-maximum': 'Lifetime too long',
  'service-missing': 'Service not granted',
  'privilege-missing': 'Privilege not granted',
  'privilege-expired': 'Privilege expired',
  'app-token-for-login': 'An app token, not a user token',
  'user-token-for-rest': 'A user token, not an app token',
  'user-differs': 'For another user',
  'user-case-differs': 'For another user',
  'user-empty': 'User ID missing',
};

export const repair = {
  title: 'Repaired token',
  intro: 'Repairs, explained in the findings: ',
  use: 'Use this token',
  another: 'The text contains a second token.',
  compare: 'Compare the two',
};

export const findings = {
  title: 'Findings',
  none: 'Nothing to report.',
  more: (code: string): string => `${code}, in the documentation`,
  clock: (time: string): string => `Or the clock of this device is wrong. It says ${time}.`,
};

/** Of findings. */
export const severities = { error: 'Error', warning: 'Warning', info: 'Note' };

export const content = {
  title: 'Content',
  prefix: 'Content before the cut',
  appId: 'App ID',
  issuedAt: 'Issued',
  expiresAt: 'Expires',
  expiresIn: 'Lifetime',
  salt: 'Salt',
  signature: 'Signature',
  empty: 'empty',
  seconds: (count: string): string => `${count} s`,
  unknown: 'Unknown bytes',
  unknownService: (type: number, length: string): string =>
    `${length} bytes, starting with a service of the unknown type ${type}.`,
  unknownBytes: (length: string): string => `${length} bytes after the last service.`,
  showBytes: (name: string): string => `${name}: show the bytes`,
};

export const services = {
  title: 'Services',
  none: 'No services',
  type: (number: number): string => `type ${number}`,
  noPrivileges: 'No privileges',
  endless: 'as long as the token',
};

/** For lists and texts that are too long to show. */
export const omitted = (count: string, what: string): string => `and ${count} more ${what}`;

export const things = {
  characters: 'characters',
  bytes: 'bytes',
  services: 'services',
  privileges: 'privileges',
  permissions: 'permissions',
  names: 'names',
};

export const timeline = {
  title: 'Timeline',
  token: 'Token',
  now: 'now',
  chosen: 'chosen time',
  after: (marker: string): string => `${marker} →`,
  before: (marker: string): string => `← ${marker}`,
};

export const bytes = {
  title: 'Bytes',
  hint: 'The decompressed payload. Point at a byte to see its field, or use the arrow keys.',
  label: 'Payload by field',
  where: (field: string, start: number, end: number): string =>
    `${field} · ${end - start === 1 ? `byte ${start}` : `bytes ${start} to ${end - 1}`}`,
  unknown: 'no field',
};

export const check = {
  title: 'Check against',
  appId: 'App ID',
  service: 'Service',
  anyService: 'any',
  privilege: 'Privilege',
  at: 'Time',
  atHint: 'Local time. Defaults to now.',
  primary: 'App certificate',
  secondary: 'Secondary certificate',
  certificates: 'Signature',
  promise: 'The certificate is not sent or stored, and is cleared when you leave.',
  clear: 'Clear the form',
  notHex: (count: number): string => `Not checked yet: 32 hexadecimal digits needed, ${count} characters entered.`,
  notHexDigits: 'Not checked: only the hexadecimal digits 0-9 and a-f are allowed.',
};

/** Of the fields of services. */
export const serviceFields = {
  userId: 'User ID',
  uid: 'UID',
  account: 'User account',
  userUuid: 'User UUID',
  channelName: 'Channel',
  roomUuid: 'Room UUID',
};

export const compare = {
  intro: 'Paste two tokens to see which fields differ.',
  first: 'First token',
  second: 'Second token',
  field: 'Field',
  swap: 'Swap',
  onlyDifferences: 'Show differences only',
  same: 'The tokens have the same content.',
  differences: (count: number): string => (count === 1 ? '1 field differs.' : `${count} fields differ.`),
  differs: 'differs',
  missing: 'none',
  granted: 'granted',
};

export const time = {
  now: 'now',
  ahead: (duration: string): string => `in ${duration}`,
  ago: (duration: string): string => `${duration} ago`,
};

export const build = {
  intro: 'Build real tokens on a server: whoever has the certificate can build any.',
  kind: 'Kind of token',
  credentials: 'Credentials',
  appId: 'App ID',
  appCertificate: 'App certificate',
  showCertificate: 'Show the certificate',
  throwAway: 'Random IDs that belong to no app. The certificate is not sent, stored or put into the code.',
  randomize: 'New random IDs',
  token: 'Token',
  copyToken: 'Copy the token',
  inspect: 'Inspect it',
  again: 'Build it again',
  code: 'As code',
  as: 'Language',
  codeNote: 'The certificate is read from the environment.',
  curlNote: 'The token server signs with its own app ID and certificate.',
  restNote: 'Lists five users through the Chat RESTful API.',
  copyCode: 'Copy the code',
  notJson: (reason: string): string => `Invalid JSON: ${reason}`,
};

/** Of the kinds of demo tokens. */
export const kinds = {
  'chat-user': 'Chat user: logs in with the SDK',
  'chat-app': 'Chat app: calls the RESTful API',
  rtc: 'Voice and video (RTC)',
  rtm: 'Signaling (RTM)',
  custom: 'Any services, as JSON',
};

export const kindNotes = {
  'chat-app': 'Grants full control of the Chat project. Never send it to a client.',
};

/** Of the builder's form. */
export const fields = {
  userId: 'User ID',
  channelName: 'Channel',
  uid: 'UID or user account',
  role: 'Role',
  services: 'Services',
  expiresIn: 'Lifetime in seconds',
};

export const fieldHints = {
  uid: 'An integer, or a string for a user account. 0 lets any user join.',
  services: 'The services option of buildToken. Privileges are in seconds; 0 lasts as long as the token.',
};

export const roles = { publisher: 'Publisher', subscriber: 'Subscriber' };

export const languages = {
  typescript: 'TypeScript (accesstoken2)',
  curl: 'curl (accesstoken2-server)',
  rest: 'curl (uses the token)',
};
