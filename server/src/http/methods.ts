/** What a route answers to a method that it does not have. */
import { Refusal } from '../refusals.ts';
import type { App } from './context.ts';

/** To be called when all routes are there. */
export function refuseOtherMethods(app: App): void {
  const methodsOf = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === 'ALL') continue;
    const methods = methodsOf.get(path) ?? new Set();
    methodsOf.set(path, methods.add(method));
    if (method === 'GET') methods.add('HEAD');
  }
  for (const [path, methods] of methodsOf) {
    const allow = [...methods].join(', ');
    app.all(path, (c) => {
      c.header('Allow', allow);
      throw new Refusal('ERR_METHOD', `this route answers ${allow}`);
    });
  }
}
