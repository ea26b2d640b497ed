/** The byte view: a hex dump coloured by field. It is one Tab stop; the arrow keys move from field to field. */
import { panel } from '../page/controls.ts';
import { element } from '../page/element.ts';
import { texts } from '../texts/texts.ts';
import type { Dump, Piece, Row } from '../token/hex-dump.ts';
import { partClass, UNKNOWN } from '../token/spans.ts';
import { omittedElement } from './row.ts';

export function hexDumpElement({ rows, omitted }: Dump): HTMLElement {
  const dump = element(
    'div',
    { class: 'dump', role: 'group', 'aria-label': texts.bytes.label, onkeydown: moveFocus },
    ...rows.map(rowElement),
  );
  dump.querySelector('button')?.setAttribute('tabindex', '0');
  dump.addEventListener('focusin', ({ target }) => {
    for (const stop of dump.querySelectorAll('button')) stop.setAttribute('tabindex', stop === target ? '0' : '-1');
  });
  return panel(
    'bytes-title',
    texts.bytes.title,
    element('p', { class: 'quiet where', 'aria-hidden': 'true' }, texts.bytes.hint),
    dump,
    omittedElement(omitted, 'bytes'),
  );
}

/** `services[0].userId · bytes 96 to 102`; a hint if nothing is pointed at. */
export function describePlace(element: HTMLElement | undefined): string {
  return element?.title || texts.bytes.hint;
}

function rowElement({ offset, pieces }: Row): HTMLElement {
  return element(
    'div',
    { class: 'octets' },
    element('span', { class: 'offset', 'aria-hidden': 'true' }, offset),
    element('span', { class: 'hex' }, ...pieces.map(hexElement)),
    element('span', { class: 'ascii', 'aria-hidden': 'true' }, ...pieces.map(asciiElement)),
  );
}

function hexElement(piece: Piece): HTMLElement {
  const { field, bytes, span, first } = piece;
  const where = texts.bytes.where(field === UNKNOWN ? texts.bytes.unknown : field, span.start, span.end);
  const shared = { class: `piece ${partClass(field)}${first ? ' first' : ''}`, 'data-field': field, title: where };
  return first
    ? element('button', { ...shared, type: 'button', tabindex: -1, 'aria-label': where }, bytes.join(' '))
    : element('span', { ...shared, 'aria-hidden': 'true' }, bytes.join(' '));
}

function asciiElement({ field, text }: Piece): HTMLElement {
  return element('span', { class: `piece ${partClass(field)}`, 'data-field': field }, text);
}

function moveFocus(event: Event): void {
  const { key, currentTarget, target } = event as KeyboardEvent;
  const stops = [...(currentTarget as HTMLElement).querySelectorAll('button')];
  const current = stops.indexOf(target as HTMLButtonElement);
  const next = {
    ArrowRight: current + 1,
    ArrowDown: current + 1,
    ArrowLeft: current - 1,
    ArrowUp: current - 1,
    Home: 0,
    End: stops.length - 1,
  }[key];
  if (next === undefined) return;
  event.preventDefault();
  stops[next]?.focus();
}
