/**
 * Every English text of the page. A translation is a copy of this file, named in `texts.ts`. What is looked up by a name
 * from elsewhere is a list of its own; of all else a minifier puts each text where it is used, and the names are gone.
 */

/** For `Intl`. */
export const language = 'en';

export const page = {
  title: 'Token inspector',
  subtitle: 'for Agora AccessToken2',
  privacy: 'Nothing leaves this page. It cannot send anything, and stores nothing.',
  theme: { label: 'Theme', auto: 'System', light: 'Light', dark: 'Dark' },
  footer: 'Part of accesstoken2, a library to build, read and verify these tokens. ',
  source: 'Source and documentation',
  notCopied: 'The browser did not allow to copy.',
  failed: 'This part could not be shown. Please report it, without the token.',
};

export const tabs = { label: 'What to do', inspect: 'Inspect a token', build: 'Build a demo token' };

export const input = {
  label: 'Token',
  placeholder: '007eJx…',
  hint: 'Paste it, or drop it here as text or as a file.',
  open: 'Open a file',
  example: 'Show an example',
  link: 'Copy a link',
  linked: 'Copied. The link holds the token.',
  clear: 'Clear',
  fileTooLarge: (bytes: string): string => `The file has ${bytes} bytes. No token is that large.`,
  fileUnreadable: 'The file could not be read.',
};

export const verdict = {
  label: 'Verdict',
  idle: 'Paste a token',
  idleSummary: 'You will see what it grants, until when, and what is wrong with it.',
  valid: 'Valid',
  unchecked: 'Readable and alive',
  refused: 'Refused',
  unreadable: 'Not readable as a token',
  summary: (errors: number, warnings: number): string => {
    const parts = [
      ...(errors > 0 ? [`${errors} ${errors === 1 ? 'error' : 'errors'}`] : []),
      ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`] : []),
    ];
    return parts.length === 0 ? 'Nothing wrong was found.' : `${parts.join(' and ')}, explained below.`;
  },
  signatureFits: 'The signature fits the certificate.',
  signatureOpen: 'The signature was not checked.',
  found: 'Excerpt is the token that is in the text.',
  ends: (when: string): string => `Ends ${when}`,
  ended: (when: string): string => `Ended ${when}`,
};

/** By the code of the first error; others are refused or not readable. */
export const headlines = {
  expired: 'Expired',
  'not-yet-valid': 'Not valid yet',
  'wrong-certificate': 'The signature does not fit',
  'certificate-case': 'The signature does not fit',
  'other-app': 'For another app',
  'user-differs': 'For another user',
  'cut-off': 'Cut off',
  corrupt: 'Damaged',
  'too-large': 'Too large',
};

export const findings = {
  title: 'Findings',
  none: 'Nothing to say about it.',
  more: (code: string): string => `${code}, in the documentation`,
};

/** Of findings. */
export const severities = { error: 'Error', warning: 'Warning', info: 'Note' };

export const content = {
  title: 'Content',
  appId: 'App id',
  issuedAt: 'Issued',
  expiresAt: 'Expires',
  expiresIn: 'Lifetime',
  salt: 'Salt',
  signature: 'Signature',
  empty: 'empty',
  seconds: (count: string): string => `${count} s`,
  unknown: 'Unknown bytes',
  unknownService: (type: number, length: string): string =>
    `${length} bytes, from a service of the unknown type ${type} on.`,
  unknownBytes: (length: string): string => `${length} bytes behind the last service.`,
  showBytes: (name: string): string => `${name}: show the bytes`,
};

export const services = {
  title: 'Services',
  none: 'It grants no service.',
  privileges: 'Privileges',
  noPrivileges: 'no privilege',
  endless: 'as long as the token',
  permissions: 'Permissions',
  noPermissions: 'no permission',
  resource: 'Resource',
  access: 'Access',
  names: 'Names',
};

/** What is left out of a list that is too long to be shown. */
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
  title: 'Time line',
  token: 'Token',
  now: 'now',
  chosen: 'chosen time',
  after: (marker: string): string => `${marker} →`,
  before: (marker: string): string => `← ${marker}`,
  ends: (name: string, at: string): string => `${name} ends at ${at}.`,
  endsWithToken: (name: string): string => `${name} lasts as long as the token.`,
};

export const bytes = {
  title: 'Bytes',
  hint: 'The payload, inflated. Point at a byte, or use the arrow keys, to see its field.',
  label: 'Payload by field',
  where: (field: string, start: number, end: number): string =>
    `${field} · ${end - start === 1 ? `byte ${start}` : `bytes ${start} to ${end - 1}`}`,
  unknown: 'without a field',
};

export const check = {
  title: 'Check as',
  appId: 'App id that is expected',
  service: 'Service',
  anyService: 'any',
  privilege: 'Privilege',
  subjects: { userId: 'User id', uid: 'Uid', account: 'Account', userUuid: 'User UUID' },
  places: { channelName: 'Channel', roomUuid: 'Room UUID' },
  at: 'At',
  atHint: 'Local time. Empty: now.',
  primary: 'App certificate',
  secondary: 'Secondary certificate',
  certificates: 'Signature',
  promise: 'The certificate is not sent, not stored, in no link, and forgotten when you leave.',
  clear: 'Clear the form',
};

export const time = {
  now: 'now',
  ahead: (words: string): string => `in ${words}`,
  ago: (words: string): string => `${words} ago`,
};

export const build = {
  intro:
    'The token is made in this page, by the calls that the code shows. Real tokens are made on a server: whoever has the certificate can make any token.',
  kind: 'Token for',
  credentials: 'Credentials',
  appId: 'App id',
  appCertificate: 'App certificate',
  showCertificate: 'Show the certificate',
  throwAway:
    'Random, and of no app: the token opens nothing. You may type your own. The certificate is not sent, not stored, in no code, and forgotten when you leave.',
  drawNew: 'Draw new ones',
  token: 'Token',
  copyToken: 'Copy the token',
  inspect: 'Inspect it',
  again: 'Build it again',
  code: 'The same as code',
  as: 'Language',
  codeNote: 'The certificate comes from the environment.',
  curlNote: 'The token server signs with its own app id and certificate.',
  copyCode: 'Copy the code',
  copied: 'Copied.',
  notJson: (why: string): string => `Not JSON: ${why}`,
};

/** Of the kinds of demo tokens. */
export const kindGroups = {
  chat: 'Chat',
  rtc: 'Voice and video (RTC)',
  rtm: 'Signalling (RTM)',
  apaas: 'aPaaS',
  others: 'Others',
};

export const kinds = {
  'chat-user': 'Chat user: logs in with the SDK',
  'chat-app': 'Chat app: calls the RESTful API',
  rtc: 'RTC, by role',
  'rtc-privileges': 'RTC, by single privileges',
  'rtc-rtm': 'RTC and RTM',
  rtm: 'RTM login',
  rtm2: 'RTM 2, with permissions',
  'apaas-user': 'aPaaS: a user',
  'apaas-app': 'aPaaS: the app',
  fpa: 'FPA',
  convoai: 'Conversational AI, with RTC and RTM',
  stt: 'Speech to text, with RTC and RTM',
  streaming: 'Streaming',
  fcdn: 'Fusion CDN',
  custom: 'Any services, as JSON',
};

export const kindNotes = {
  'chat-app': 'It is full control of the Chat project: it stays on your servers.',
  rtm2: 'Agora has to enable permissions for your project.',
  'apaas-user': 'Outside of rooms. Tokens for rooms hold an MD5, which this page cannot make: write them as JSON.',
  fpa: 'It lives for 24 hours, always.',
  streaming: 'Agora has no builder for it.',
  fcdn: 'Agora has no builder for it.',
  custom: 'Whatever the format can hold. Agora has no builder for it.',
};

/** Of the builder's form. */
export const fields = {
  userId: 'User id',
  uid: 'Uid or user account',
  account: 'User account',
  channelName: 'Channel',
  role: 'Role',
  expiresIn: 'Lifetime in seconds',
  privilegesExpireIn: 'Privileges end after seconds',
  joinChannel: 'Join the channel, for seconds',
  publishAudio: 'Publish audio, for seconds',
  publishVideo: 'Publish video, for seconds',
  publishData: 'Publish data, for seconds',
  login: 'RTM login, for seconds',
  publishMixStream: 'Publish a mixed stream, for seconds',
  publishRawStream: 'Publish a raw stream, for seconds',
  publish: 'Publish, for seconds',
  play: 'Play, for seconds',
  permissions: 'Permissions',
  services: 'Services',
  userUuid: 'User UUID',
};

export const fieldHints = {
  uid: 'A number, or a text for user accounts; 0 lets anybody in.',
  privilegesExpireIn: '0: as long as the token.',
  joinChannel: '0: as long as the token.',
  publishMixStream: '0: as long as the token.',
  publish: '0: as long as the token.',
  permissions: 'JSON. messageChannels, streamChannels, groupChannels, serverGroups, users; each with read and write.',
  services: 'JSON: a list of services, as buildToken of accesstoken2 takes it.',
};

export const roles = { publisher: 'Publisher: may also send', subscriber: 'Subscriber: may join' };

export const languages = {
  typescript: 'TypeScript (accesstoken2)',
  curl: 'curl (accesstoken2-server)',
  go: 'Go (Agora’s builder)',
  python: 'Python (Agora’s builder)',
};
