/** `/token/generate`: a path that two of Agora's servers have. JSON is for the one from Docker, the rest for Java's. */
import type { App, Counter, ServerContext } from '../http/context.ts';
import { answerAsDocker, sayNoAsDocker } from './docker.ts';
import { answerAsJava } from './page-java.ts';
import { isJsonPost } from './reading.ts';
import { sayNoAsText, speaking } from './speaking.ts';

const PATH = '/token/generate';

export function tokenGenerateRoute(app: App, { guard, issue }: Counter): void {
  speaking(app, [PATH], (c) => (isForDocker(c) ? sayNoAsDocker : sayNoAsText));
  app.on(['GET', 'POST'], [PATH], ...guard, (c) =>
    isForDocker(c) ? answerAsDocker(c, issue) : answerAsJava(c, issue),
  );
}

/** Some who ask as for Java's server put all into the query, and send an empty object along. */
function isForDocker(c: ServerContext): boolean {
  return isJsonPost(c) && Object.keys(c.req.query()).length === 0;
}
