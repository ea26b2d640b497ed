/** `GET /reference`: the page that describes the routes, from this server alone and without a script. */
import type { App } from '../http/context.ts';
import type { OpenApiDocument } from './openapi.ts';
import { REFERENCE_STYLE, referencePage } from './reference-page.ts';

const POLICY =
  "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function referenceRoute(app: App, document: () => OpenApiDocument): void {
  app.get('/reference', (c) => c.html(referencePage(document()), 200, { 'Content-Security-Policy': POLICY }));
  app.get('/reference.css', (c) => c.body(REFERENCE_STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
}
