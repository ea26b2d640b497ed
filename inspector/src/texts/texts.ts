/** The texts of the page, in the language of the build. */
export * as texts from './en.ts';
