/** Switches between the system's theme, light and dark. The choice is not saved: the page stores nothing. */
import { texts } from '../texts/texts.ts';
import { element } from './element.ts';

const themes = ['auto', 'light', 'dark'] as const;

export function themeSwitch(): HTMLElement {
  const { label, ...names } = texts.page.theme;
  const options = themes.map((theme) => element('option', { value: theme }, names[theme]));
  const select = element('select', { id: 'theme', onchange: () => setTheme(select.value) }, ...options);
  return element('label', { class: 'theme', for: 'theme' }, element('span', { class: 'unseen' }, label), select);
}

function setTheme(theme: string): void {
  document.documentElement.setAttribute('data-theme', theme);
}
