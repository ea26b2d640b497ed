/** All that building and signing a token takes beside decode.ts, as one built file that the entries share, dist/build.js. */
export * from '../builders/chat.ts';
export * from '../builders/issuer.ts';
export * from '../builders/names.ts';
export * from '../builders/rtc.ts';
export * from '../builders/rtm.ts';
export * from '../deflate/chromium-matcher.ts';
export * from '../deflate/deflate.ts';
export * from '../token/browser-warning.ts';
export * from '../token/build.ts';
export * from '../token/kind.ts';
export * from '../token/options.ts';
export * from '../token/sign.ts';
export * from '../wire/writer.ts';
