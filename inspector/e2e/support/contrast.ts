/** The contrast of text that axe cannot decide, such as the SVG text of the timeline. */
import type { Page } from 'playwright-core';

export interface Contrast {
  readonly text: string;
  /** As WCAG 2.2 defines it: 1 to 21. */
  readonly ratio: number;
}

/** The contrast of all elements that match the selectors, from their computed colours. */
export function contrasts(page: Page, selectors: readonly string[]): Promise<Contrast[]> {
  return page.evaluate((selectors) => {
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('no 2D canvas context to read colours with');

    /** sRGB with alpha, from any colour space. */
    const rgba = (colour: string): readonly number[] => {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      return [...context.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (colour: string): number => {
      const [red = 0, green = 0, blue = 0] = rgba(colour).map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const backgroundOf = (element: Element | null): string => {
      if (element === null) return 'white';
      const colour = getComputedStyle(element).backgroundColor;
      return rgba(colour)[3] === 255 ? colour : backgroundOf(element.parentElement);
    };

    return selectors
      .flatMap((selector) => [...document.querySelectorAll(selector)])
      .map((element) => {
        const style = getComputedStyle(element);
        const colour = luminance(element instanceof SVGElement ? style.fill : style.color);
        const background = luminance(backgroundOf(element));
        const ratio = (Math.max(colour, background) + 0.05) / (Math.min(colour, background) + 0.05);
        return { text: element.textContent ?? '', ratio };
      });
  }, selectors);
}
