/** Builds a demo token with throw-away credentials. */
import { element } from '../dom/element.ts';

/** `show` opens a token in the other tab. */
export function buildPanel(_show: (token: string) => void): HTMLElement {
  return element('section');
}
