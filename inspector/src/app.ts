/** The page as a whole: header, the two tabs, footer. */
import { buildPanel } from './build/panel.ts';
import { inspectPanel } from './inspect/panel.ts';
import { element } from './page/element.ts';
import { tabs } from './page/tabs.ts';
import { themeSwitch } from './page/theme.ts';
import { HOMEPAGE_URL } from './page/urls.ts';
import { texts } from './texts/texts.ts';

export interface App {
  readonly elements: readonly HTMLElement[];
  /** Shows a token in the first tab. */
  show(token: string): void;
  /** To be called each second. */
  tick(): void;
}

/** `clock` gives unix seconds. */
export function app(clock: () => number): App {
  const inspect = inspectPanel(clock);
  const build = buildPanel((token) => {
    show(token);
    // The button that was pressed is no longer there.
    choice.list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  });
  const choice = tabs(texts.tabs.label, [
    { id: 'inspect', label: texts.tabs.inspect, panel: inspect.root },
    { id: 'build', label: texts.tabs.build, panel: build },
  ]);

  function show(token: string): void {
    inspect.show(token);
    choice.choose('inspect');
  }

  return {
    elements: [
      element(
        'header',
        {},
        element('h1', {}, texts.page.title, ' ', element('small', {}, texts.page.subtitle)),
        themeSwitch(),
        element('p', { class: 'privacy' }, texts.page.privacy),
      ),
      element('main', {}, choice.list, ...choice.panels),
      element(
        'footer',
        {},
        texts.page.footer,
        element('a', { href: HOMEPAGE_URL, rel: 'noreferrer', target: '_blank' }, texts.page.source),
      ),
    ],
    show,
    tick: inspect.tick,
  };
}
