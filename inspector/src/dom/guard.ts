/** A part of the page that cannot be shown says so, and the rest of the page stays. */
import { texts } from '../texts/texts.ts';
import { element } from './element.ts';

export function guarded(show: () => Node): Node {
  try {
    return show();
  } catch {
    return element('p', { class: 'failed' }, texts.page.failed);
  }
}
