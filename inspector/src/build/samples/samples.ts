/** A recipe as code to copy, in every language that it has a call for. The certificate is never in it. */
import { curlSample } from './curl.ts';
import { goSample } from './go.ts';
import { pythonSample } from './python.ts';
import type { Recipe } from './recipe.ts';
import { typescriptSample } from './typescript.ts';

export type SampleLanguage = 'curl' | 'typescript' | 'go' | 'python';

export interface SampleOptions {
  /** Stands in the code as it is; the certificate is read from the environment. */
  readonly appId: string;
  /** The token server, such as `http://localhost:8080`. */
  readonly serverUrl: string;
}

/** The samples that there are for a recipe, in the order in which they are offered. */
export function samplesOf(
  { library, official, request }: Recipe,
  { appId, serverUrl }: SampleOptions,
): ReadonlyMap<SampleLanguage, string> {
  const samples = new Map<SampleLanguage, string>([['typescript', typescriptSample(library, appId)]]);
  if (request !== undefined) samples.set('curl', curlSample(request, serverUrl));
  if (official !== undefined) {
    samples.set('go', goSample(official, appId));
    samples.set('python', pythonSample(official, appId));
  }
  return samples;
}
