/** The first few of many: a token of 1 MiB can hold tens of thousands of things, and a page cannot show them. */

export interface Some<Item> {
  readonly items: readonly Item[];
  /** How many are left out. */
  readonly left: number;
}

export function some<In, Out>(all: readonly In[], most: number, view: (item: In, index: number) => Out): Some<Out> {
  return { items: all.slice(0, most).map((item, index) => view(item, index)), left: Math.max(0, all.length - most) };
}
