/** Takes a token and shows what is in it. */
import { element } from '../dom/element.ts';

export interface InspectPanel {
  readonly root: HTMLElement;
  show(token: string): void;
}

export function inspectPanel(): InspectPanel {
  const input = element('textarea', { id: 'token', 'aria-label': 'Token' });
  return {
    root: element('section', {}, input),
    show(token) {
      input.value = token;
    },
  };
}
