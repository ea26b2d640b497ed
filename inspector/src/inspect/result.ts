/** What a text holds, drawn once for each text: content, time line, services, bytes, all linked by field. */

import { guarded } from '../page/controls.ts';
import { element } from '../page/element.ts';
import { setText, tick } from '../page/time.ts';
import type { Reading } from '../token/inspect.ts';
import { facts } from './facts.ts';
import { bytesElement, whereWords } from './hex-dump.ts';
import { jumpTo, linkFields } from './link-fields.ts';
import { services } from './services.ts';
import { type TimelineElement, timelineElement } from './timeline.ts';

export interface Result {
  readonly root: HTMLElement;
  show(reading: Reading): void;
  /** `now` in unix seconds; `chosen` where it is not the present moment. */
  tick(now: number, chosen: boolean): void;
}

/** `beside` stands next to the content. */
export function resultElement(beside: HTMLElement): Result {
  const content = element('div', { class: 'content' });
  const bytes = element('div', { class: 'bytes' });
  const root = element('div', { class: 'result' }, beside, content, bytes);
  let timeline: TimelineElement | undefined;

  linkFields(root, (pointedAt) => {
    const where = bytes.querySelector('.where');
    if (where !== null) setText(where, whereWords(pointedAt));
  });
  // From a name to its bytes, and from bytes to the name.
  root.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element) || target.closest('button') === null) return;
    const field = target.closest<HTMLElement>('[data-field]')?.dataset.field;
    if (field !== undefined) jumpTo(bytes.contains(target) ? content : bytes, field);
  });

  return {
    root,
    show({ text, content: held, timeline: line, dump }) {
      timeline = undefined;
      content.replaceChildren();
      bytes.replaceChildren();
      root.hidden = text === '';
      if (held !== undefined) content.append(guarded(() => facts(held)));
      if (line !== undefined) {
        content.append(
          guarded(() => {
            timeline = timelineElement(line);
            return timeline.root;
          }),
        );
      }
      if (held !== undefined) content.append(guarded(() => services(held)));
      if (dump !== undefined) bytes.append(guarded(() => bytesElement(dump)));
    },
    tick(now, chosen) {
      tick(content, now);
      timeline?.mark(now, chosen);
    },
  };
}
