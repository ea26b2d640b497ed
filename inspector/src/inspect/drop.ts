/** A token that is dropped on the page or opened, as text or as a file. */

import { formatNumber } from '../texts/format.ts';
import { texts } from '../texts/texts.ts';
import { LONGEST_TEXT } from '../token/find.ts';

export interface Receiver {
  take(text: string): void;
  refuse(why: string): void;
}

/** On the whole page: a browser opens a file that is dropped beside its target, and the page would be gone. */
export function acceptDrops(target: HTMLElement | Document, receiver: Receiver): void {
  target.addEventListener('dragover', (event) => event.preventDefault());
  target.addEventListener('drop', (event) => {
    const { dataTransfer } = event as DragEvent;
    const file = dataTransfer?.files[0];
    const text = dataTransfer?.getData('text/plain') ?? '';
    if (file === undefined && text === '') return;
    event.preventDefault();
    if (file !== undefined) void readFile(file, receiver);
    else receiver.take(text);
  });
}

export async function readFile(file: Blob, { take, refuse }: Receiver): Promise<void> {
  if (file.size > LONGEST_TEXT) return refuse(texts.input.fileTooLarge(formatNumber(file.size)));
  try {
    // The line break at the end belongs to the file, not to the token.
    take((await file.text()).replace(/\r?\n$/, ''));
  } catch {
    refuse(texts.input.fileUnreadable);
  }
}
