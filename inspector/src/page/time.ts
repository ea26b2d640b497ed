/** Times as elements: absolute ones, and relative ones that are written anew each second. */

import { formatRelative, formatTime, localOffset } from '../texts/format.ts';
import { element } from './element.ts';

/** Local time, UTC and how far away it is. */
export function timeElement(at: number): HTMLElement {
  const offset = localOffset(at);
  return element(
    'span',
    { class: 'moment' },
    element('time', { datetime: new Date(at * 1000).toISOString() }, formatTime(at, offset)),
    offset !== 0 && element('span', { class: 'utc' }, formatTime(at)),
    relativeElement(at),
  );
}

/** Empty until `tick` fills it. */
export function relativeElement(at: number): HTMLElement {
  return element('span', { class: 'relative', 'data-at': at });
}

export function tick(root: HTMLElement, now: number): void {
  for (const one of root.querySelectorAll<HTMLElement>('[data-at]')) {
    setText(one, formatRelative(Number(one.dataset.at) - Math.floor(now)));
  }
}

export function setText(node: Node, text: string): void {
  // Setting the same text would still be a change to whoever watches, such as a screen reader.
  if (node.textContent !== text) node.textContent = text;
}
