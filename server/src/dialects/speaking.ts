/** How dialects answer. Errors keep their status, whatever their shape. */
import type { App, SayNo, ServerContext } from '../http/context.ts';

/** From here on everything under these paths says no in this shape: a wrong method and a missing credential, too. */
export function speaking(app: App, paths: readonly string[], sayNo: (c: ServerContext) => SayNo): void {
  for (const path of paths) {
    app.use(path, async (c, next) => {
      c.set('speak', sayNo(c));
      await next();
    });
  }
}

/** For clients that take the whole body for the token, and would send a newline along. */
export const sayNoAsText: SayNo = (c, { message, status }) => c.text(message, status);
