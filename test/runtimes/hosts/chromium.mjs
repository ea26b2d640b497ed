/** A page in headless Chromium, which imports the package's files from a loopback server by an import map. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { entryPath, moduleProgram } from '../consumer.mjs';

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const SUITE = '/suite';
const IDENTITY = "[/HeadlessChrome/.exec(navigator.userAgent)?.[0], typeof document, typeof process].join(' ')";

export default function browser(consumer) {
  const executablePath = PLACES.find((path) => path !== undefined && existsSync(path));
  return [
    {
      runtime: 'Browser (Chromium)',
      version: 'as installed',
      form: 'ESM',
      expected: 'HeadlessChrome object undefined',
      missing: executablePath === undefined ? 'no Chromium found; set CHROMIUM_PATH' : undefined,
      run: () => runInPage(consumer, executablePath),
    },
  ];
}

async function runInPage(consumer, executablePath) {
  const server = await serve(consumer);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const said = [];
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => said.push(`error: ${error.message}`));
    await page.goto(`http://127.0.0.1:${server.address().port}${SUITE}`);
    await page.waitForFunction(() => 'result' in window, undefined, { timeout: 60_000 });
    const report = JSON.parse(await page.evaluate(() => window.result));
    const warned = said.length === 1 && said[0].startsWith('warning: accesstoken2: an app certificate is used in a');
    const fault = `a page with a certificate warns once, and prints nothing else; it printed: ${said.join('; ')}`;
    return { ...report, failures: warned ? report.failures : [...report.failures, fault] };
  } finally {
    await browser.close();
    server.close();
  }
}

function serve(consumer) {
  const program = moduleProgram(consumer, { identity: IDENTITY, finish: 'window.result = report();' });
  const server = createServer(({ url }, response) => {
    if (url === SUITE) return response.setHeader('content-type', 'text/html').end(pageOf(consumer, program));
    const known = /^\/(node_modules\/accesstoken2\/dist\/[\w-]+\.js|suite\.mjs|vectors\.mjs)$/.exec(url);
    if (known === null) return response.writeHead(404).end();
    response.setHeader('content-type', 'text/javascript').end(readFileSync(join(consumer.project, known[1])));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function pageOf(consumer, program) {
  const urlOf = (name) => `/node_modules/accesstoken2/${entryPath(consumer, name, 'import')}`;
  const imports = Object.fromEntries(consumer.entries.map((name) => [name, urlOf(name)]));
  return `<!doctype html>
<title>conformance</title>
<link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">${program}</script>`;
}
