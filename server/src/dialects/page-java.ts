/** The Java server of Agora's page, as its Android client asks it: parameters in the query or a form, the token as text. */
import type { Counter, ServerContext } from '../http/context.ts';
import { Refusal } from '../refusals.ts';
import type { Wish } from '../tokens/wishes.ts';
import { named, type Parameters, parseSeconds, readParameters } from './reading.ts';

export async function answerAsJava(c: ServerContext, issue: Counter['issue']): Promise<Response> {
  const parameters = await readParameters(c);
  const { token } = issue(c, {
    wishes: [wishOf(parameters)],
    expiresIn: parseSeconds(parameters.expireSeconds),
  });
  return c.text(token);
}

function wishOf({ tokenType = 'user', userId }: Parameters): Wish {
  if (tokenType === 'user') return { wish: 'chat-user', ...named(userId) };
  if (tokenType === 'app') return { wish: 'chat-app' };
  throw new Refusal('ERR_INPUT', 'tokenType must be user or app');
}
