/**
 * The site: the repository's own Markdown files, where they are. Nothing is copied, so that GitHub and the site show
 * the same pages, and a link between two pages works in both.
 */
import { join, relative } from 'node:path';
import { defineConfig } from 'vitepress';
import { linkTarget } from './links.ts';
import { sidebar } from './pages.ts';

const root = join(import.meta.dirname, '../..');
/** Symbolic links to the files and folders that have pages, so that a page has the same path here and there. */
const pages = join(root, 'site/pages');

export default defineConfig({
  srcDir: 'pages',
  outDir: 'dist',
  title: 'accesstoken2',
  description: 'Build, verify and explain Agora AccessToken2 tokens: Agora Chat and every other service.',
  cleanUrls: true,
  lastUpdated: false,
  srcExclude: ['**/node_modules/**', '**/test/**'],
  // On GitHub a folder's page is its README.
  rewrites: (page) => page.replace(/README\.md$/, 'index.md'),
  markdown: {
    // The default themes have comments and keywords below WCAG AA's contrast.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config(md) {
      md.core.ruler.push('links-of-the-repository', ({ tokens, env }) => {
        const page = relative(pages, env.path);
        for (const link of tokens.flatMap(({ children }) => children ?? [])) {
          const href = link.type === 'link_open' ? link.attrGet('href') : null;
          if (href !== null) link.attrSet('href', linkTarget(href, page, root));
        }
      });
    },
  },
  // Without this, modules would be looked for in the real folders of the pages, where there is no Vue.
  vite: { resolve: { preserveSymlinks: true } },
  themeConfig: {
    search: { provider: 'local' },
    nav: [
      { text: 'Documentation', link: '/docs/' },
      { text: 'API', link: '/docs/reference/' },
      // Not a page of VitePress, so it must be loaded as a document.
      { text: 'Playground', link: '/playground/', target: '_self' },
    ],
    sidebar,
    outline: [2, 3],
    socialLinks: [{ icon: 'github', link: 'https://github.com/accesstoken2/accesstoken2' }],
    footer: { message: 'MIT licence. Not affiliated with Agora.' },
  },
});
