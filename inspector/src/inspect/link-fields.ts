/**
 * Links all that shows the same field: what is pointed at or has the focus lights up everywhere, and the fields within
 * it too. Elements say their field as `data-field`; this knows nothing else about them.
 */
import { isWithin } from '../token/spans.ts';

/** `told` is called with the element that is pointed at, or nothing. */
export function linkFields(root: HTMLElement, told: (element: HTMLElement | undefined) => void): void {
  let current: string | undefined;

  function light(element: HTMLElement | undefined): void {
    const field = element?.dataset.field;
    if (field === current) return;
    current = field;
    for (const one of root.querySelectorAll<HTMLElement>('[data-field]')) {
      one.classList.toggle('lit', field !== undefined && isWithin(one.dataset.field ?? '', field));
    }
    told(element);
  }

  const follow = (event: Event): void => light(fieldElement(event.target));
  const leave = (): void => light(fieldElement(document.activeElement));
  // Not `pointerover`: it also comes when the page scrolls under a pointer at rest, as it does for the focus.
  root.addEventListener('pointermove', follow);
  root.addEventListener('focusin', follow);
  root.addEventListener('pointerleave', leave);
  root.addEventListener('focusout', () => light(undefined));
}

/** Moves the focus to the other place that shows a field, if there is one. */
export function jumpTo(place: HTMLElement, field: string): void {
  for (const one of place.querySelectorAll<HTMLElement>('[data-field]')) {
    if (one.dataset.field !== field) continue;
    const stop = one.matches('button') ? one : one.querySelector('button');
    if (stop === null) continue;
    stop.focus();
    return;
  }
}

function fieldElement(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>('[data-field]') ?? undefined) : undefined;
}
