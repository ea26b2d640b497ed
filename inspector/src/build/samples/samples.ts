/** Code to copy for a recipe, in every language that has a call for it. It never contains the certificate. */
import { curlSample, restSample } from './curl.ts';
import { goSample } from './go.ts';
import { pythonSample } from './python.ts';
import type { Recipe } from './recipe.ts';
import { typescriptSample } from './typescript.ts';

export type SampleLanguage = 'curl' | 'rest' | 'typescript' | 'go' | 'python';

export interface SampleOptions {
  /** Written into the code. The certificate is read from the environment. */
  readonly appId: string;
  /** The token server, such as `http://localhost:8080`. */
  readonly serverUrl: string;
}

/** The samples for a recipe, in the order of the menu. */
export function samplesOf(
  { library, official, request, callsRest }: Recipe,
  { appId, serverUrl }: SampleOptions,
): ReadonlyMap<SampleLanguage, string> {
  const samples = new Map<SampleLanguage, string>([['typescript', typescriptSample(library, appId)]]);
  if (request !== undefined) samples.set('curl', curlSample(request, serverUrl));
  if (callsRest) samples.set('rest', restSample);
  if (official !== undefined) {
    samples.set('go', goSample(official, appId));
    samples.set('python', pythonSample(official, appId));
  }
  return samples;
}
