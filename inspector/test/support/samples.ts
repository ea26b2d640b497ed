/** Recipes by the name of their kind, and what all samples are made with. */
import type { KindId } from '../../src/build/kinds/kind.ts';
import { kinds } from '../../src/build/kinds/kinds.ts';
import type { Recipe } from '../../src/build/samples/recipe.ts';

/** Made up. */
export const appId = '0123456789abcdef0123456789ABCDEF';
export const appCertificate = 'fedcba9876543210fedcba9876543210';
export const sampleOptions = { appId, serverUrl: 'http://localhost:8080' } as const;

export function recipeOf(id: KindId, texts: Readonly<Record<string, string>> = {}): Recipe {
  const kind = kinds.find((one) => one.id === id);
  if (kind === undefined) throw new Error(`there is no kind ${id}`);
  return kind.recipe(texts);
}
