/**
 * Tabs with automatic activation, as in the WAI-ARIA Authoring Practices: arrow keys, Home and End move between them, and
 * only the selected one is in the Tab order. All panels stay in the document, so that no input is lost.
 */
import { element } from './element.ts';

export interface Tab {
  /** The ID of its panel. */
  readonly id: string;
  readonly label: string;
  readonly panel: HTMLElement;
}

export interface Tabs {
  readonly list: HTMLElement;
  readonly panels: readonly HTMLElement[];
  select(id: string): void;
  focus(): void;
}

export function tabs(label: string, all: readonly Tab[]): Tabs {
  const buttons = all.map(({ id, label }) =>
    element(
      'button',
      { type: 'button', role: 'tab', id: `${id}-tab`, 'aria-controls': id, onclick: () => select(id) },
      label,
    ),
  );
  const panels = all.map(({ id, panel }) =>
    element('div', { id, role: 'tabpanel', 'aria-labelledby': `${id}-tab` }, panel),
  );

  function select(id: string): void {
    all.forEach((tab, index) => {
      const selected = tab.id === id;
      buttons[index]?.setAttribute('aria-selected', String(selected));
      buttons[index]?.setAttribute('tabindex', selected ? '0' : '-1');
      panels[index]?.toggleAttribute('hidden', !selected);
    });
  }

  function move(event: Event): void {
    const { key } = event as KeyboardEvent;
    const current = buttons.indexOf(event.target as HTMLButtonElement);
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -current, End: -1 - current }[key];
    if (step === undefined || current < 0) return;
    event.preventDefault();
    const next = (current + step + all.length) % all.length;
    buttons[next]?.focus();
    buttons[next]?.click();
  }

  const list = element('div', { class: 'tabs', role: 'tablist', 'aria-label': label, onkeydown: move }, ...buttons);
  if (all[0] !== undefined) select(all[0].id);
  return {
    list,
    panels,
    select,
    focus: () => list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus(),
  };
}
