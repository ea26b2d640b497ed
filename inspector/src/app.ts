/** The page as a whole: header, the two tabs, footer. */
import { buildPanel } from './build/panel.ts';
import { element } from './dom/element.ts';
import { inspectPanel } from './inspect/panel.ts';
import { tabs } from './tabs/tabs.ts';
import { texts } from './texts/texts.ts';
import { themeSwitch } from './theme/theme.ts';

export function app(): readonly HTMLElement[] {
  const inspect = inspectPanel();
  const build = buildPanel((token) => {
    inspect.show(token);
    choice.choose('inspect');
  });
  const choice = tabs(texts.tabs.label, [
    { id: 'inspect', label: texts.tabs.inspect, panel: inspect.root },
    { id: 'build', label: texts.tabs.build, panel: build },
  ]);
  const header = element(
    'header',
    {},
    element('h1', {}, texts.page.title, ' ', element('small', {}, texts.page.subtitle)),
    themeSwitch(),
    choice.list,
  );
  return [header, element('main', {}, ...choice.panels), element('footer', {}, texts.page.footer)];
}
