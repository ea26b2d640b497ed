/** The options of the REST client, and the address that they give. */
import { fieldError, optionNames, requireOptions, requireString } from '../checks.ts';
import { type AppCredentials, requireHexId } from '../token/options.ts';
import type { AppTokenProvider } from './app-token-provider.ts';
import { requireOneOf } from './operation.ts';
import type { Clock, Fetch } from './platform.ts';

/**
 * Which app: by the two names that the Console shows, `orgName` and `appName`, or by its `appId`. With neither, it is
 * the app of the `credentials`.
 */
export type ChatAppAddress =
  | { readonly orgName: string; readonly appName: string; readonly appId?: undefined }
  | { readonly appId?: string | undefined; readonly orgName?: undefined; readonly appName?: undefined };

/** Where its app tokens come from: made here with `credentials`, or from an `appTokenProvider`. */
export type ChatAppTokens =
  | { readonly credentials: AppCredentials; readonly appTokenProvider?: undefined }
  | { readonly appTokenProvider: AppTokenProvider; readonly credentials?: undefined };

/** Options of `createChatRestClient`: which app, where its tokens come from, and these. */
export type ChatRestClientOptions = ChatAppAddress &
  ChatAppTokens & {
    /** The REST API host that the Console shows: a name, with a port if needed. `http:` only for a loopback host. */
    readonly host: string;
    /** Default: the platform's. */
    readonly fetch?: Fetch;
    /** Whole seconds after which one try is given up. Default: 30. */
    readonly timeout?: number;
    /** How often a call is repeated at most. Default: 4. */
    readonly retries?: number;
    /** For tests: the clock. */
    readonly clock?: Clock;
    /** For tests: returns a number from 0 to below 1, for the jitter between retries. */
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

/** Everything of a URL before the path of an operation. */
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

/** The app token is part of every request, so https is required except for a stand-in on the same machine. */
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
