/**
 * A demo token as a call of this library, the equivalent call of Agora's builders, and the equivalent request to the
 * token server. The token on the page and all samples are made from it, so they cannot differ.
 */
import type {
  AppCredentials,
  BuildTokenOptions,
  ChatAppTokenOptions,
  ChatUserTokenOptions,
  RtcTokenOptions,
  Rtm2Permissions,
  RtmTokenOptions,
} from 'accesstoken2';

type Without<Options> = Omit<Options, keyof AppCredentials>;

interface LibraryOptions {
  readonly buildChatUserToken: Without<ChatUserTokenOptions>;
  readonly buildChatAppToken: Without<ChatAppTokenOptions>;
  readonly buildRtcToken: Without<RtcTokenOptions>;
  readonly buildRtmToken: Without<RtmTokenOptions>;
  readonly buildToken: Without<BuildTokenOptions>;
}

/** A function of this library and its options without the credentials. */
export type LibraryCall = {
  readonly [Name in keyof LibraryOptions]: { readonly name: Name; readonly options: LibraryOptions[Name] };
}[keyof LibraryOptions];

/** Agora's builders, without the suffix `TokenBuilder`. */
export type BuilderName = 'Apaas' | 'Chat' | 'ConvoAI' | 'Fpa' | 'Rtc' | 'Rtm' | 'Stt';

export type RtcRole = RtcTokenOptions['role'];

/** Strings and numbers are literals in every language. A role is a constant, and permissions are an object to fill. */
export type Argument = string | number | { readonly role: RtcRole } | { readonly permissions: Rtm2Permissions };

/** A call of one of Agora's builders: the method's name in npm, and the arguments after app ID and certificate. */
export interface OfficialCall {
  readonly builder: BuilderName;
  readonly method: string;
  readonly args: readonly Argument[];
}

/** A request to the native routes of the token server. */
export interface ServerRequest {
  readonly path: '/generate-user-token' | '/generate-app-token';
  readonly body: Readonly<Record<string, string | number>>;
}

export interface Recipe {
  readonly library: LibraryCall;
  /** Absent if Agora has no builder for this token. */
  readonly official?: OfficialCall;
  /** Absent if the native routes do not serve this token. */
  readonly request?: ServerRequest;
  /** Whether the Chat RESTful API accepts the token. */
  readonly callsRest?: boolean;
}
