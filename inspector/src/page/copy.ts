/** Copying to the clipboard, with a message for everyone, screen readers included. */
import { texts } from '../texts/texts.ts';
import { element } from './element.ts';

/** Writes the outcome into `status`: browsers may refuse access to the clipboard. */
export async function copy(text: string, status: HTMLElement, success: string = texts.page.copied): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = success;
    return true;
  } catch {
    status.textContent = texts.page.notCopied;
    return false;
  }
}

/** A small button for one field: says what it did itself too, since the status line may be off screen. */
export function copyButton(name: string, text: string): HTMLElement {
  return element(
    'button',
    { type: 'button', class: 'copy', 'data-copy': text, 'aria-label': texts.page.copyField(name) },
    texts.page.copy,
  );
}
