/** What was repaired, the repaired token, and the second token if there is one. */
import { button, panel } from '../page/controls.ts';
import { copy } from '../page/copy.ts';
import { element } from '../page/element.ts';
import { texts } from '../texts/texts.ts';
import type { Reading } from '../token/inspect.ts';

export interface RepairActions {
  /** Replaces the pasted text. */
  use(token: string): void;
  compare(first: string, second: string): void;
}

/** Undefined if nothing had to be repaired. */
export function repairElement(
  { token, repairs, other }: Reading,
  { use, compare }: RepairActions,
): HTMLElement | undefined {
  if (token === undefined || repairs.length === 0) return undefined;
  const status = element('p', { class: 'said', role: 'status' });
  return panel(
    'repair-title',
    texts.repair.title,
    element('p', { class: 'repairs' }, texts.repair.intro, element('code', {}, repairs.join(', '))),
    element('code', { class: 'token' }, token),
    element(
      'div',
      { class: 'tools' },
      button(texts.repair.use, () => use(token)),
      button(texts.build.copyToken, () => void copy(token, status)),
      other !== undefined && button(texts.repair.compare, () => compare(token, other)),
    ),
    other !== undefined && element('p', { class: 'quiet' }, texts.repair.another),
    status,
  );
}
