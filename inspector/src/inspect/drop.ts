/** Tokens that are dropped on the page as text or as a file, or opened from a file. */
import { formatNumber } from '../texts/format.ts';
import { texts } from '../texts/texts.ts';
import { MAX_TEXT_LENGTH } from '../token/find.ts';

export interface Receiver {
  take(text: string): void;
  refuse(reason: string): void;
}

/** Pass the document as `target`: a browser navigates to a file that is dropped anywhere else, and leaves the page. */
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
  if (file.size > MAX_TEXT_LENGTH) return refuse(texts.input.fileTooLarge(formatNumber(file.size)));
  try {
    // The newline at the end belongs to the file, not to the token.
    take((await file.text()).replace(/\r?\n$/, ''));
  } catch {
    refuse(texts.input.fileUnreadable);
  }
}
