/**
 * Connects all elements that show the same field: when one is pointed at or has the focus, all light up, and so do the
 * fields within it. Elements name their field in `data-field`; nothing else about them matters here.
 */
import { isWithin } from '../token/spans.ts';

/** `pointedAt` is called with the element of the field that lights up, or undefined. */
export function linkFields(root: HTMLElement, pointedAt: (element: HTMLElement | undefined) => void): void {
  let current: string | undefined;

  function light(element: HTMLElement | undefined): void {
    const field = element?.dataset.field;
    if (field === current) return;
    current = field;
    for (const one of root.querySelectorAll<HTMLElement>('[data-field]')) {
      one.classList.toggle('lit', field !== undefined && isWithin(one.dataset.field ?? '', field));
    }
    pointedAt(element);
  }

  const follow = (event: Event): void => light(fieldElement(event.target));
  const leave = (): void => light(fieldElement(document.activeElement));
  // Not `pointerover`, which is also raised when the page scrolls under a resting pointer, as it does on focus.
  root.addEventListener('pointermove', follow);
  root.addEventListener('focusin', follow);
  root.addEventListener('pointerleave', leave);
  root.addEventListener('focusout', () => light(undefined));
}

/** Moves the focus to the button in `place` that shows the field, if there is one. */
export function jumpTo(place: HTMLElement, field: string): void {
  for (const one of place.querySelectorAll<HTMLElement>('[data-field]')) {
    if (one.dataset.field !== field) continue;
    const target = one.matches('button') ? one : one.querySelector('button');
    if (target === null) continue;
    target.focus();
    return;
  }
}

function fieldElement(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>('[data-field]') ?? undefined) : undefined;
}
