/**
 * The requests of known token servers for a Chat user token: ours, and those of Agora's documentation and samples. Their
 * responses are similar enough for one reader.
 */

/** The token to request: its user, and its lifetime in seconds. */
export interface TokenParameters {
  readonly userId: string;
  readonly expiresIn: number;
}

/** A request: a path with its query, and for a POST the JSON body. */
interface DialectRequest {
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/**
 * A kind of token server, which decides the path and the request.
 *
 * - `accesstoken2`: `accesstoken2-server`, and the Go server of Agora's documentation
 * - `agora-node`: the Node and Python servers of Agora's documentation
 * - `agora-java`: the Java server of Agora's documentation
 * - `agora-web`: the server that older pages of Agora's documentation assume
 * - `agora-docker`: Agora's token server as a Docker image
 * - `agora-demo`: the server of Agora's demo apps; pass `{ userPassword }` as `body`
 * - `community`: AgoraIO-Community's token service
 * - `neutral`: `POST /token` with `{ userId }`
 */
export type TokenDialect =
  | 'accesstoken2'
  | 'agora-node'
  | 'agora-java'
  | 'agora-web'
  | 'agora-docker'
  | 'agora-demo'
  | 'community'
  | 'neutral';

const enc = encodeURIComponent;

/** The body of a POST to an exact address. Our server reads it; a server that has signed the user in may ignore it. */
export const defaultBody = ({ userId, expiresIn }: TokenParameters): Readonly<Record<string, unknown>> => ({
  user_uuid: userId,
  expire: expiresIn,
});

export const dialects: Readonly<Record<TokenDialect, (parameters: TokenParameters) => DialectRequest>> = {
  accesstoken2: (parameters) => ({ path: '/generate-user-token', body: defaultBody(parameters) }),
  'agora-node': ({ userId, expiresIn }) => ({
    path: `/api/token/generateUserToken?account=${enc(userId)}&expireTimeInSeconds=${expiresIn}`,
  }),
  'agora-java': ({ userId, expiresIn }) => ({
    path: `/token/generate?userId=${enc(userId)}&expireSeconds=${expiresIn}&tokenType=user`,
    body: {},
  }),
  'agora-web': ({ userId }) => ({ path: `/chat/user/${enc(userId)}/token` }),
  'agora-docker': ({ userId, expiresIn }) => ({
    path: '/token/generate',
    body: {
      tokenExpireTs: expiresIn,
      privilegeExpireTs: expiresIn,
      serviceChat: { enableUser: true, userUuid: userId },
    },
  }),
  'agora-demo': ({ userId }) => ({ path: '/app/chat/user/login', body: { userAccount: userId } }),
  community: ({ userId, expiresIn }) => ({
    path: '/getToken',
    body: { tokenType: 'chat', uid: userId, expire: expiresIn },
  }),
  neutral: ({ userId }) => ({ path: '/token', body: { userId } }),
};

/** The token in a response: the whole text, or the JSON field that one of the dialects uses. Undefined if there is none. */
export function findToken(text: string): string | undefined {
  if (text.startsWith('007')) return text.trim();
  const { accessToken, token, chatToken, data } = parseObject(text);
  const found = accessToken ?? token ?? chatToken ?? (Object(data) as { token?: unknown }).token;
  return typeof found === 'string' && found !== '' ? found : undefined;
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
