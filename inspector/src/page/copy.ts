/** To the clipboard, and into `said` whether that went well: a browser may not allow it. */
import { texts } from '../texts/texts.ts';

export async function copy(text: string, said: HTMLElement, success: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = success;
  } catch {
    said.textContent = texts.page.notCopied;
  }
}
