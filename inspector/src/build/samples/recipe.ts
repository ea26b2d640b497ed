/**
 * What one demo token is made of: a call of this library, the same call of Agora's builders, and the same request to the
 * token server. The token in the page and every sample come from it, so that they cannot differ.
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

/** A function of this library and its options, without the credentials. */
export type LibraryCall = {
  readonly [Name in keyof LibraryOptions]: { readonly name: Name; readonly options: LibraryOptions[Name] };
}[keyof LibraryOptions];

/** Agora's builders, of which each is called so with `TokenBuilder` behind it. */
export type BuilderName = 'Apaas' | 'Chat' | 'ConvoAI' | 'Fpa' | 'Rtc' | 'Rtm' | 'Stt';

export type RtcRole = RtcTokenOptions['role'];

/** Texts and numbers are the same in every language; a role has a constant, and permissions are an object to be filled. */
export type Argument = string | number | { readonly role: RtcRole } | { readonly permissions: Rtm2Permissions };

/** A call of one of Agora's builders: the method's name in npm, and what comes behind app id and certificate. */
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
  /** Missing where Agora has no builder for such a token. */
  readonly official?: OfficialCall;
  /** Missing where the native routes have no such token. */
  readonly request?: ServerRequest;
}
