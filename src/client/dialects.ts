/**
 * How token servers are asked for a Chat user token: ours, and those of Agora's documentation and samples. Each one is
 * a line; what they answer is so alike that one reader serves all.
 */

/** What is asked: whose token, for how many seconds. */
interface Question {
  readonly userId: string;
  readonly expiresIn: number;
}

/** How it is put: a path with its query, and for a POST the body as JSON. */
interface Form {
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/**
 * How a token server is asked, and what it answers.
 *
 * - `accesstoken2`: `accesstoken2-server`, and the Go server of Agora's documentation
 * - `agora-node`: the Node and Python servers of that page
 * - `agora-java`: its Java server
 * - `agora-web`: the server that its older pages assume
 * - `agora-docker`: Agora's token server as a Docker image
 * - `agora-demo`: the server of Agora's demo apps; give `{ userPassword }` as `body`
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

export const dialects: Readonly<Record<TokenDialect, (question: Question) => Form>> = {
  accesstoken2: ({ userId, expiresIn }) => ({
    path: '/generate-user-token',
    body: { user_uuid: userId, expire: expiresIn },
  }),
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

/** The token in an answer: the text itself, or where the dialects' JSON keeps it; undefined if there is none. */
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
