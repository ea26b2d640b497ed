/** The options of the REST client, and its base URL. */
import { fieldError, optionNames, requireOptions, requireString } from '../checks.ts';
import { type AppCredentials, requireHexId } from '../token/options.ts';
import type { AppTokenProvider } from './app-token-provider.ts';
import { requireOneOf } from './operation.ts';
import type { Clock, Fetch } from './platform.ts';

/**
 * The app: either `orgName` and `appName` as Agora Console shows them, or `appId`. Default: the app ID of the
 * `credentials`.
 */
export type ChatAppAddress =
  | { readonly orgName: string; readonly appName: string; readonly appId?: undefined }
  | { readonly appId?: string | undefined; readonly orgName?: undefined; readonly appName?: undefined };

/** The source of app tokens: `credentials` to build them locally, or an `appTokenProvider`. */
export type ChatAppTokens =
  | { readonly credentials: AppCredentials; readonly appTokenProvider?: undefined }
  | { readonly appTokenProvider: AppTokenProvider; readonly credentials?: undefined };

/** Options of `createChatRestClient`. */
export type ChatRestClientOptions = ChatAppAddress &
  ChatAppTokens & {
    /** The REST API host as Agora Console shows it, with a port if needed. `http:` is accepted only for loopback. */
    readonly host: string;
    /** Default: `globalThis.fetch`. */
    readonly fetch?: Fetch;
    /** Timeout of one attempt, in whole seconds. Default: 30. */
    readonly timeout?: number;
    /** Maximum retries per call. Default: 4. */
    readonly retries?: number;
    /** For tests: the clock. */
    readonly clock?: Clock;
    /** For tests: replaces `Math.random`, which adds jitter to retries. */
    readonly random?: () => number;
  };

const names = /* @__PURE__ */ optionNames([
  'host',
  'orgName',
  'appName',
  'appId',
  'credentials',
  'appTokenProvider',
  'fetch',
  'timeout',
  'retries',
  'clock',
  'random',
]);

/** The base URL, to which an operation's path is appended. */
export function readBaseUrl(options: ChatRestClientOptions): string {
  requireOptions(options, names);
  const { host, orgName, appName, credentials, appTokenProvider } = options;
  requireOneOf({ credentials, appTokenProvider });
  const origin = readOrigin(requireString(host, 'host'));
  if (orgName !== undefined || appName !== undefined) {
    if (options.appId !== undefined) throw fieldError('ERR_INPUT', 'appId', 'must be omitted with orgName and appName');
    return `${origin}/${requireName(orgName, 'orgName')}/${requireName(appName, 'appName')}`;
  }
  return `${origin}/app-id/${requireHexId(options.appId ?? credentials?.appId, 'appId')}`;
}

/** Every request contains the app token, so https is required except on loopback, for tests. */
function readOrigin(host: string): string {
  const rule = /[/\\?#]/.test(host.replace(/^https?:\/\//, ''))
    ? "must be only a host, such as a61.chat.agora.io: remove '/' and what follows"
    : host.startsWith('http://')
      ? 'must use https; http is accepted only for localhost and 127.0.0.1'
      : 'must be a host, such as a61.chat.agora.io, with a port if needed';
  if (!/^((https:\/\/)?[\w.-]+|http:\/\/(localhost|127\.0\.0\.1))(:\d+)?$/.test(host)) {
    throw fieldError('ERR_INPUT', 'host', rule);
  }
  return host.replace(/^(?!https?:)/, 'https://');
}

function requireName(value: unknown, field: string): string {
  const name = requireString(value, field);
  if (/^(?!\.\.?$)[\w.-]{1,64}$/.test(name)) return name;
  throw fieldError('ERR_INPUT', field, 'must be 1 to 64 letters, digits, dots, underscores or hyphens');
}
