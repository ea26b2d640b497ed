/** `GET /metrics`, where the platform keeps metrics that can be read. */
import { bearerToken } from '../auth/authenticate.ts';
import { equalSecrets } from '../auth/secrets.ts';
import type { App } from '../http/context.ts';
import { Refusal } from '../refusals.ts';

export interface ReadableMetrics {
  readonly contentType: string;
  expose(): Promise<string>;
}

/** @param secret the Bearer credential that is needed; without one everybody may read. */
export function metricsRoute(app: App, metrics: ReadableMetrics, secret: string | undefined): void {
  app.get('/metrics', async (c) => {
    if (secret !== undefined && !(await equalSecrets(secret, bearerToken(c.req.raw) ?? ''))) {
      throw new Refusal('ERR_UNAUTHENTICATED', 'the credential for the metrics is missing or wrong');
    }
    return c.body(await metrics.expose(), 200, { 'Content-Type': metrics.contentType });
  });
}
