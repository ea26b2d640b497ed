/**
 * All that reading a token takes, as one built file that every entry shares, dist/decode.js. It is apart from what
 * building takes since the client, which only reads, is bundled for React Native as it stands.
 */
export * from '../base64/base64.ts';
export * from '../checks.ts';
export * from '../errors.ts';
export * from '../inflate/blocks.ts';
export * from '../inflate/inflate.ts';
export * from '../path.ts';
export * from '../services/chat.ts';
export * from '../services/registry.ts';
export * from '../services/rtc.ts';
export * from '../token/content.ts';
export * from '../token/limits.ts';
export * from '../token/parse.ts';
export * from '../token/version.ts';
export * from '../wire/codecs.ts';
export * from '../wire/reader.ts';
export * from '../wire/utf8.ts';
export * from '../zlib.ts';
export * from '../zlib.ts';
