/**
 * How token servers are asked for a Chat user token: ours, and those of Agora's documentation and samples. Each one is
 * a line; their answers are so alike that one reader serves all.
 */

/** What is asked: whose token, and for how many seconds. */
export interface TokenQuestion {
  readonly userId: string;
  readonly expiresIn: number;
}

/** The request: a path with its query, and for a POST the body as JSON. */
interface Form {
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/**
 * A kind of token server: its path, its request and its answer.
 *
 * - `accesstoken2`: `accesstoken2-server`, and the Go server of Agora's documentation
 * - `agora-node`: the Node and Python servers of that page
 * - `agora-java`: its Java server
 * - `agora-web`: the server that its older pages assume
 * - `agora-docker`: Agora's token server as a Docker image
 * - `agora-demo`: the server of Agora's demo apps; pass `{ userPassword }` as `body`
 * - `community`: AgoraIO-Community's token service
 * - `neutral`: `POST /token`
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

/** What is posted to an exact address: our server reads it, and servers that know the user from their own sign-in ignore it. */
export const defaultBody = ({ userId, expiresIn }: TokenQuestion): Readonly<Record<string, unknown>> => ({
  user_uuid: userId,
  expire: expiresIn,
});

export const dialects: Readonly<Record<TokenDialect, (question: TokenQuestion) => Form>> = {
  accesstoken2: (question) => ({ path: '/generate-user-token', body: defaultBody(question) }),
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

/** The token in an answer: the answer itself, or the field of its JSON where the dialects keep it; undefined if there is none. */
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
