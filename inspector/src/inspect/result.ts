/** The content of a token, drawn once per text: facts, timeline, services and bytes, connected by field. */
import { guarded } from '../page/controls.ts';
import { copy } from '../page/copy.ts';
import { element } from '../page/element.ts';
import { setText, updateTimes } from '../page/time.ts';
import type { Reading } from '../token/inspect.ts';
import { facts, prefixFacts } from './facts.ts';
import { describePlace, hexDumpElement } from './hex-dump.ts';
import { jumpTo, linkFields } from './link-fields.ts';
import { services } from './services.ts';
import { type TimelineElement, timelineElement } from './timeline.ts';

export interface Result {
  readonly root: HTMLElement;
  show(reading: Reading): void;
  /** `now` is in unix seconds; `chosen` tells that it is not the present moment. */
  tick(now: number, chosen: boolean): void;
}

/** `aside` is shown beside the content, or on its own if there is no content. */
export function resultElement(aside: HTMLElement): Result {
  const content = element('div', { class: 'content' });
  const bytes = element('div', { class: 'bytes' });
  const status = element('p', { class: 'said toast', role: 'status' });
  const root = element('div', { class: 'result' }, aside, content, bytes, status);
  let timeline: TimelineElement | undefined;

  linkFields(root, (pointedAt) => {
    const where = bytes.querySelector('.where');
    if (where !== null) setText(where, describePlace(pointedAt));
  });
  // A name leads to its bytes, and bytes lead to the name.
  root.addEventListener('click', ({ target }) => {
    const pressed = target instanceof Element ? target.closest<HTMLElement>('button') : null;
    if (pressed === null) return;
    if (pressed.dataset.copy !== undefined) {
      void copy(pressed.dataset.copy, status);
      return;
    }
    const field = pressed.closest<HTMLElement>('[data-field]')?.dataset.field;
    if (field !== undefined) jumpTo(bytes.contains(pressed) ? content : bytes, field);
  });

  return {
    root,
    show(reading) {
      const { text, content: read, timeline: axis, dump, prefix } = reading;
      timeline = undefined;
      content.replaceChildren();
      bytes.replaceChildren();
      setText(status, '');
      root.hidden = text === '';
      if (read !== undefined) content.append(guarded(() => facts(read)));
      if (prefix !== undefined && prefix.length > 0) content.append(guarded(() => prefixFacts(prefix)));
      if (axis !== undefined) {
        content.append(
          guarded(() => {
            timeline = timelineElement(axis);
            return timeline.root;
          }),
        );
      }
      if (read !== undefined) content.append(guarded(() => services(read)));
      if (dump !== undefined && dump.rows.length > 0) bytes.append(guarded(() => hexDumpElement(dump)));
      root.toggleAttribute('data-empty', content.childElementCount === 0);
    },
    tick(now, chosen) {
      updateTimes(content, now);
      timeline?.mark(now, chosen);
    },
  };
}
