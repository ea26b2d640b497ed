/** The texts that the page shows. */
export * as texts from './en.ts';
