/** Which Markdown files of the repository are pages, and where they are in the sidebar. */

/** Folders whose Markdown files are pages, all of them. */
const FOLDERS = ['docs/', 'server/docs/', 'conformance/'];
/** Single pages beside them. */
const PAGES = new Set([
  'README.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'bench/README.md',
  'examples/README.md',
  'inspector/README.md',
  'server/README.md',
]);

/** Whether a file, by its path in the repository, is a page of the site. */
export function isPage(path: string): boolean {
  return path.endsWith('.md') && (PAGES.has(path) || FOLDERS.some((folder) => path.startsWith(folder)));
}

const page = (text: string, link: string) => ({ text, link: `/${link}` });

export const sidebar = [
  {
    text: 'Use it',
    items: [
      page('Getting started', 'docs/getting-started'),
      page('Tokens for each product', 'docs/products'),
      page('Verifying tokens', 'docs/verifying'),
      page('Troubleshooting', 'docs/troubleshooting'),
      page('Findings', 'docs/findings'),
      page('FAQ', 'docs/faq'),
      page('Examples', 'examples/'),
    ],
  },
  {
    text: 'Around it',
    items: [
      page('Client session', 'docs/client'),
      page('Chat RESTful API', 'docs/rest'),
      page('REST operations', 'docs/rest-operations'),
      page('Token server', 'server/'),
      page('Inspector', 'inspector/'),
    ],
  },
  {
    text: 'Migrate',
    items: [
      page('From agora-token', 'docs/migrating-from-agora-token'),
      page('From agora-access-token', 'docs/from-agora-access-token'),
    ],
  },
  {
    text: 'Reference',
    items: [
      page('API', 'docs/reference/'),
      page('Runtimes and sizes', 'docs/runtimes'),
      page('The format', 'docs/format'),
      page('Conformance kit', 'conformance/'),
      page('Benchmark', 'bench/'),
    ],
  },
  {
    text: 'Project',
    items: [
      page('Security', 'SECURITY'),
      page('Support and versions', 'docs/support'),
      page('Provenance', 'docs/provenance'),
      page('Architecture', 'ARCHITECTURE'),
      page('Contributing', 'CONTRIBUTING'),
      page('Changes', 'CHANGELOG'),
    ],
  },
];
