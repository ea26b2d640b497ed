/** A page in headless Chromium, which imports the package's files as they are, by an import map, from a loopback server. */
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

const IDENTITY = "[/HeadlessChrome/.exec(navigator.userAgent)?.[0], typeof document, typeof process].join(' ')";

/** Two pages: one runs the suite, the other is an inspector that means to have a certificate. */
const SUITE = '/suite';
const MEANT = '/meant';

const MEANT_PROGRAM = `
import { buildChatUserToken, explainToken, verifyToken } from 'accesstoken2';
const appId = '970CA35de60c44645bbae8a215061b33';
const meant = { appCertificate: '5CFd2fd1755d40ecb72977518be15d3b', allowBrowser: true };
const token = buildChatUserToken({ ...meant, appId, userId: 'alice', expiresIn: 600 });
window.result = [verifyToken(token, meant), explainToken(token, meant)].length;
`;

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
  const open = async (path) => {
    const page = await browser.newPage();
    const said = [];
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => said.push(`error: ${error.message}`));
    await page.goto(`http://127.0.0.1:${server.address().port}${path}`);
    await page.waitForFunction(() => 'result' in window, undefined, { timeout: 60_000 });
    return { said, result: await page.evaluate(() => window.result) };
  };
  try {
    const { said, result } = await open(SUITE);
    const report = JSON.parse(result);
    const warned = said.length === 1 && said[0].startsWith('warning: accesstoken2: an app certificate is used in a');
    const meant = await open(MEANT);
    return {
      ...report,
      failures: [
        ...report.failures,
        ...(warned
          ? []
          : [`a page warns once of the certificate in it, and says no more; it said: ${said.join('; ')}`]),
        ...meant.said.map((text) => `a page with allowBrowser says nothing; it said: ${text}`),
      ],
    };
  } finally {
    await browser.close();
    server.close();
  }
}

function serve(consumer) {
  const programs = {
    [SUITE]: moduleProgram(consumer, { identity: IDENTITY, finish: 'window.result = report();' }),
    [MEANT]: MEANT_PROGRAM,
  };
  const server = createServer(({ url }, response) => {
    const program = programs[url];
    if (program !== undefined) return response.setHeader('content-type', 'text/html').end(pageOf(consumer, program));
    const known = /^\/(node_modules\/accesstoken2\/dist\/[\w-]+\.js|suite\.mjs|fixtures\.mjs)$/.exec(url);
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
