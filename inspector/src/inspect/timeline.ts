/** The timeline as a picture. Screen readers get the same from the rows of the content. */
import { panel } from '../page/controls.ts';
import { svg } from '../page/element.ts';
import { formatDuration } from '../texts/format.ts';
import { texts } from '../texts/texts.ts';
import { partClass } from '../token/spans.ts';
import { type Bar, markerOf, type Timeline } from '../token/timeline.ts';
import { omittedElement } from './row.ts';

/** Heights are in px. Widths are percentages, so that the picture fits any container. */
const ROW = 34;
const LABEL = 14;
const BAR = 10;
const TOP = 24;

export interface TimelineElement {
  readonly root: HTMLElement;
  /** Moves the marker; `chosen` tells that `now` is not the present moment. */
  mark(now: number, chosen: boolean): void;
}

export function timelineElement(timeline: Timeline): TimelineElement {
  const { start, bars } = timeline;
  const height = TOP + bars.length * ROW;
  const line = svg('line', { y1: TOP - 6, y2: height });
  const label = svg('text', { class: 'now', y: LABEL });
  const picture = svg(
    'svg',
    {
      class: 'timeline',
      width: '100%',
      height,
      'aria-hidden': 'true',
    },
    ...bars.map((bar, index) => barElement(bar, TOP + index * ROW)),
    // The marker crosses the bars but not their labels.
    line,
    ...bars.map((bar, index) => labelElement(bar, start, TOP + index * ROW)),
    label,
  );
  return {
    root: panel(
      'timeline-title',
      texts.timeline.title,
      picture as unknown as HTMLElement,
      omittedElement(timeline.omitted, 'privileges'),
    ),
    mark(now, chosen) {
      const { at, place } = markerOf(timeline, now);
      const name = chosen ? texts.timeline.chosen : texts.timeline.now;
      const x = percent(at);
      line.setAttribute('x1', x);
      line.setAttribute('x2', x);
      line.setAttribute('data-place', place);
      label.setAttribute('x', x);
      label.setAttribute('text-anchor', at < 0.15 ? 'start' : at > 0.85 ? 'end' : 'middle');
      label.textContent =
        place === 'within' ? name : place === 'before' ? texts.timeline.before(name) : texts.timeline.after(name);
    },
  };
}

function barElement(bar: Bar, top: number): SVGElement {
  const box = { x: 0, y: top + LABEL + 6, height: BAR, rx: BAR / 2 };
  return svg(
    'g',
    { class: partClass(bar.field), 'data-field': bar.field },
    svg('rect', { class: 'track', width: '100%', ...box }),
    svg('rect', { class: 'beyond', width: percent(bar.width), ...box }),
    svg('rect', { class: 'bar', width: percent(bar.effective), ...box }),
  );
}

function labelElement(bar: Bar, start: number, top: number): SVGElement {
  const y = top + LABEL;
  return svg(
    'g',
    { 'data-field': bar.field },
    svg('text', { y }, nameOf(bar)),
    svg('text', { class: 'quiet', x: '100%', y, 'text-anchor': 'end' }, formatDuration(bar.endsAt - start)),
  );
}

function nameOf({ service, privilege }: Bar): string {
  return service === '' ? texts.timeline.token : `${service} ${privilege}`;
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
