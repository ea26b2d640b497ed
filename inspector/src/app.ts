/** The whole page: header, tabs, footer. */
import { buildPanel } from './build/panel.ts';
import { comparePanel } from './compare/panel.ts';
import { inspectPanel } from './inspect/panel.ts';
import { element } from './page/element.ts';
import { tabs } from './page/tabs.ts';
import { HOMEPAGE_URL } from './page/urls.ts';
import { texts } from './texts/texts.ts';

export interface App {
  readonly elements: readonly HTMLElement[];
  /** Shows a token in the first tab. */
  show(token: string): void;
  /** Must be called every second. */
  tick(): void;
}

/** `clock` returns unix seconds. */
export function app(clock: () => number): App {
  const compare = comparePanel(clock);
  const inspect = inspectPanel(clock, (first, second) => {
    compare.show(first, second);
    open('compare');
  });
  const build = buildPanel((token) => {
    inspect.show(token);
    open('inspect');
  });
  const tools = tabs(texts.tabs.label, [
    { id: 'inspect', label: texts.tabs.inspect, panel: inspect.root },
    { id: 'compare', label: texts.tabs.compare, panel: compare.root },
    { id: 'build', label: texts.tabs.build, panel: build },
  ]);

  /** The button that was pressed is hidden now, so the focus moves to the tab. */
  function open(id: string): void {
    tools.select(id);
    tools.focus();
  }

  return {
    elements: [
      element(
        'header',
        {},
        element('h1', {}, texts.page.title, ' ', element('small', {}, texts.page.subtitle)),
        element('p', { class: 'privacy' }, texts.page.privacy),
      ),
      element('main', {}, tools.list, ...tools.panels),
      element(
        'footer',
        {},
        texts.page.footer,
        element('a', { href: HOMEPAGE_URL, rel: 'noreferrer', target: '_blank' }, texts.page.source),
      ),
    ],
    show(token) {
      inspect.show(token);
      tools.select('inspect');
    },
    tick: inspect.tick,
  };
}
