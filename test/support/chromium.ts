/** The installed browser, if any. In CI its absence is an error. */
import { existsSync } from 'node:fs';

const PLACES = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'];

export const executablePath: string | undefined = PLACES.find((path) => path !== undefined && existsSync(path));

export const mustRun: boolean = executablePath !== undefined || process.env.CI !== undefined;

export const launchOptions = { ...(executablePath && { executablePath }), args: ['--no-sandbox'] };
