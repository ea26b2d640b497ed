/**
 * Takes the README's screenshot of the inspector: `npm run screenshot:inspector`. The credentials are made up. Clock, time
 * zone and salt are fixed, so that the picture changes only if the page does.
 */
import { buildToken } from 'accesstoken2';
import { chromium } from 'playwright-core';

const path = (relative) => new URL(relative, import.meta.url).pathname;

/** 2026-03-01 12:00:00 UTC. */
const issuedAt = 1_772_366_400;
const token = buildToken({
  appId: '0123456789abcdef0123456789abcdef',
  appCertificate: 'fedcba9876543210fedcba9876543210',
  issuedAt,
  salt: 12_345,
  expiresIn: 3600,
  services: [
    { service: 'chat', userId: 'alice', privileges: { user: 3600 } },
    { service: 'rtc', channelName: 'lobby', uid: 42, privileges: { joinChannel: 3600, publishAudio: 600 } },
  ],
});

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage({
  viewport: { width: 1000, height: 790 },
  colorScheme: 'light',
  timezoneId: 'UTC',
  locale: 'en',
});
await page.clock.install({ time: (issuedAt + 59) * 1000 });
await page.goto(`file://${path('../dist/index.html')}`);
await page.getByRole('textbox').first().fill(token);
await page.evaluate(() => document.activeElement.blur());
await page.clock.pauseAt((issuedAt + 120) * 1000);
await page.screenshot({ path: path('../../docs/inspector.jpg'), quality: 45 });
await browser.close();
