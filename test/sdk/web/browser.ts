/** The browser that is installed. */
import { type Browser, chromium } from 'playwright-core';
import { launchOptions } from '../../support/chromium.ts';

export function launch(): Promise<Browser> {
  return chromium.launch(launchOptions);
}
