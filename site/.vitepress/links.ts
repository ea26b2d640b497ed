/** Links of the repository's Markdown files, as the site needs them. */
import { existsSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { isPage } from './pages.ts';

const SOURCE = 'https://github.com/accesstoken2/accesstoken2/blob/main/';

/**
 * The target of a link on a page: another page, or the file on GitHub if it is not a page.
 *
 * @param href - As written in the Markdown file.
 * @param page - The file's path in the repository.
 * @param root - The repository.
 */
export function linkTarget(href: string, page: string, root: string): string {
  if (/^([a-z]+:|#|\/)/i.test(href)) return href;
  const [path = '', anchor] = decodeURI(href).split('#');
  const target = normalize(join(dirname(page), path));
  if (!existsSync(join(root, target))) throw new Error(`${page} links to ${href}, which does not exist`);
  const suffix = anchor === undefined ? '' : `#${anchor}`;
  if (!isPage(target)) return SOURCE + target + suffix;
  const link = relative(dirname(page), target).replace(/README\.md$/, 'index.md');
  return `./${link}${suffix}`;
}
