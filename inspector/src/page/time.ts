/** Times as elements: absolute ones, and relative ones that are updated every second. */
import { formatRelative, formatTime, localOffset } from '../texts/format.ts';
import { element } from './element.ts';

/** Local time, UTC and the distance from now. */
export function timeElement(at: number): HTMLElement {
  const offset = localOffset(at);
  return element(
    'span',
    { class: 'moment' },
    element('time', { datetime: new Date(at * 1000).toISOString() }, formatTime(at, offset)),
    offset !== 0 && element('span', { class: 'utc' }, formatTime(at)),
    // Empty until `updateTimes` fills it.
    element('span', { class: 'relative', 'data-at': at }),
  );
}

/** Rewrites the relative times in `root`; `now` is in unix seconds. */
export function updateTimes(root: HTMLElement, now: number): void {
  for (const one of root.querySelectorAll<HTMLElement>('[data-at]')) {
    setText(one, formatRelative(Number(one.dataset.at) - Math.floor(now)));
  }
}

/** Sets the text only if it changes: screen readers announce every write to a live region. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
