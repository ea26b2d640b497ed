/** The options of the REST client: types, and the address they give. */
import type { AppCredentials } from '../token/options.ts';
import type { AppTokenProvider } from './app-token-provider.ts';
import { requireText } from './checks.ts';
import type { Clock, Fetch } from './platform.ts';

/** Where the app is: by the two names that the console shows, `orgName` and `appName`, or by its `appId`. */
export type ChatAppAddress =
  | { readonly orgName: string; readonly appName: string; readonly appId?: undefined }
  | { readonly appId: string; readonly orgName?: undefined; readonly appName?: undefined };

/** Where its app tokens come from: made here with `credentials`, or from an `appTokenProvider`. */
export type ChatAppTokens =
  | { readonly credentials: AppCredentials; readonly appTokenProvider?: undefined }
  | { readonly appTokenProvider: AppTokenProvider; readonly credentials?: undefined };

/** Options of `createChatRestClient`: where the app is, where its tokens come from, and these. */
export type ChatRestClientOptions = ChatAppAddress &
  ChatAppTokens & {
    /** The REST API host that the console shows: a name, with a port if need be. `http:` only for a loopback host. */
    readonly host: string;
    /** Default: the platform's. */
    readonly fetch?: Fetch;
    /** Whole seconds after which one try is given up. Default: 30. */
    readonly timeout?: number;
    /** How often a call is tried again at most. Default: 4. */
    readonly retries?: number;
    /** For tests: the clock that all waiting goes by. */
    readonly clock?: Clock;
    /** For tests: a number from 0 to below 1, for the jitter between retries. */
    readonly random?: () => number;
  };

/** The app token travels in every request, so that only https will do, but for a stand-in on this machine. */
const secureHost = /^((https:\/\/)?[\w.-]+|http:\/\/(localhost|127\.0\.0\.1))(:\d+)?$/;

/** Everything of a URL before the path of an operation. */
export function readBaseUrl({ host, orgName, appName, appId }: ChatRestClientOptions): string {
  const origin = requireText(host, 'host', secureHost).replace(/^(?!https?:)/, 'https://');
  if (appId !== undefined) return `${origin}/app-id/${requireText(appId, 'appId', /^[0-9a-f]{32}$/i)}`;
  const name = /^(?!\.\.?$)[\w.-]{1,64}$/;
  return `${origin}/${requireText(orgName, 'orgName', name)}/${requireText(appName, 'appName', name)}`;
}
